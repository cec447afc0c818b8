using System.Text.RegularExpressions;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>The files that docs/format.md shows are right.</summary>
public sealed partial class FormatPageTests
{
    public static TheoryData<string> Examples { get; } =
        [.. Example().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "format.md"))).Select(match => match.Groups["text"].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_read_without_a_problem(string text) => Assert.Equal([], TaskFile.Wrong(text));

    // At the beginning of a line: what is indented there is a comment for an editor.
    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
