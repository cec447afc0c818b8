using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dagrs.Cli.Tests.Support;
using Dagrs.Core.Definition;

namespace Dagrs.Cli.Tests;

/// <summary>docs/diagnostics.md against the program: every code, its title, and that each example is wrong or right as it says.</summary>
public sealed partial class DiagnosticsTests
{
    private static readonly string[] Sections = Section().Split(File.ReadAllText(Path.Combine(Paths.Repository, "docs", "diagnostics.md")))[1..];

    public static TheoryData<int> Codes { get; } = [.. Enum.GetValues<ProblemCode>().Select(code => (int)code)];

    [Fact]
    public void The_list_has_every_code_with_its_title_in_order() => Assert.Equal(
        Enum.GetValues<ProblemCode>().Select(code => $"{code.Id()}: {code.Title()}"),
        Sections.Select(section => section.Split('\n')[0]));

    [LongTheory]
    [MemberData(nameof(Codes))]
    public async Task The_wrong_example_gives_this_code_alone_and_the_mended_one_none(int number)
    {
        var code = ((ProblemCode)number).Id();
        var examples = Example().Matches(Sections.Single(section => section.StartsWith(code, StringComparison.Ordinal)));
        Assert.Equal(["Wrong", "Mended"], examples.Select(example => example.Groups["verdict"].Value));
        Assert.Equal([code], await CodesOfAsync(examples[0]));
        Assert.Equal([], await CodesOfAsync(examples[1]));
    }

    private static async Task<IEnumerable<string>> CodesOfAsync(Match example)
    {
        using var folder = new TempFolder();
        var text = example.Groups["text"].Value;
        var isFile = example.Groups["language"].Value == "yaml";
        folder.Write("dagrs.yaml", isFile ? text : "dagrs: { a: { name: A, cmd: echo a } }");
        var script = isFile ? "dagrs check --format json" : text.Replace("dagrs check", "dagrs check --format json", StringComparison.Ordinal);
        var (exitCode, output) = await Shell.RunAsync("sh", [], script, folder);
        var codes = JsonNode.Parse(output)!.AsArray().Select(problem => problem!["code"]!.GetValue<string>()).Distinct().ToList();
        Assert.Equal(Enum.GetValues<ProblemCode>().Any(code => codes.Contains(code.Id()) && !code.IsNote()) ? 3 : 0, exitCode);
        return codes;
    }

    [GeneratedRegex("^## (?=DAG)", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("^(?<verdict>Wrong|Mended):\n\n```(?<language>yaml|sh)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
