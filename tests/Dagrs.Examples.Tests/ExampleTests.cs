using System.Diagnostics;
using System.Reflection;
using Xunit.Abstractions;

namespace Dagrs.Examples.Tests;

/// <summary>Every program of examples/csharp, started as anybody would start it, gives what its first lines promise.</summary>
public sealed class ExampleTests(ITestOutputHelper says)
{
    private const int Patience = 120_000; // ms

    private static string Examples { get; } = Metadata("Examples");

    [Fact(Timeout = Patience)]
    public async Task Compute_gives_272() => Assert.Equal(["A: 1", "B: 4", "C: 6", "D: 10", "E: 36", "F: 64", "G: 272"], await LinesOfAsync("Compute"));

    [Fact(Timeout = Patience)]
    public async Task Action_prints_the_order_and_220() => Assert.Equal(["a b c d", "220"], await LinesOfAsync("Action"));

    [Fact(Timeout = Patience)]
    public async Task Macro_gives_56() => Assert.Equal(["56"], await LinesOfAsync("Macro"));

    [Fact(Timeout = Patience)]
    public async Task YamlFile_succeeds()
    {
        if (HasPythonAndNode())
        {
            var lines = await LinesOfAsync("YamlFile");
            Assert.Equal(Enumerable.Range(1, 8).Select(number => $"Task {number}: Succeeded").Append("succeeded"), lines.Order(StringComparer.Ordinal));
            Assert.Equal("succeeded", lines[^1]);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task YamlFile_tells_every_problem_of_a_wrong_file()
    {
        var (exitCode, output, error) = await RunAsync("YamlFile", "tests/fixtures/no/such.yaml");

        Assert.Equal((3, ""), (exitCode, output));
        Assert.Contains("no such file", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Engine_runs_three_graphs_in_order()
    {
        if (HasPythonAndNode())
        {
            Assert.Equal(["sums: true", "powers: true", "file: true", "100", "1024"], await LinesOfAsync("Engine"));
        }
    }

    [Fact(Timeout = Patience)]
    public async Task CustomTask_gives_272_again() => Assert.Equal(["272"], await LinesOfAsync("CustomTask"));

    [Fact(Timeout = Patience)]
    public async Task CustomParser_runs_the_comma_file()
    {
        if (HasPythonAndNode())
        {
            var lines = await LinesOfAsync("CustomParser");
            Assert.Equal(2, lines.Length);
            Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h"], lines[0].Split(' ').Order(StringComparer.Ordinal));
            Assert.Equal("succeeded", lines[1]);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task CustomParser_tells_what_is_wrong_with_its_line()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "a,Task a,b,echo a\nno commas\n");
            var (exitCode, _, error) = await RunAsync("CustomParser", file);

            Assert.Equal(3, exitCode);
            Assert.Contains("task 'a' depends on 'b', which does not exist", error, StringComparison.Ordinal);
            Assert.Contains(":2:1", error, StringComparison.Ordinal);
            Assert.Contains("a line has four parts", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task CustomLog_writes_its_own_lines()
    {
        var lines = await LinesOfAsync("CustomLog");

        Assert.Equal("run of 4 tasks", lines[0]);
        Assert.Contains("  fetch says: 3 rows", lines);
        Assert.Contains("! check threw DivideByZeroException: Attempted to divide by zero.", lines);
        Assert.Equal("done, 3 of 4", lines[^1]);
        Assert.Equal(4, lines.Count(line => line.StartsWith("> ", StringComparison.Ordinal)));
    }

    // Long units, because a machine under load is late, and a second try for one that is later still.
    [Fact(Timeout = Patience)]
    public async Task When2Task_takes_five_units_and_not_six()
    {
        string[] expected = ["Eager: first, second, third, last; 5 units", "Waves: first, second, third, last; 6 units"];
        string[] lines = [];
        for (var milliseconds = 200; milliseconds <= 3200 && !lines.SequenceEqual(expected); milliseconds *= 2)
        {
            lines = await LinesOfAsync("When2Task", $"{milliseconds}");
            lines = [.. lines.Select(line => line.Replace("first, third, second", "first, second, third", StringComparison.Ordinal))]; // both end after 3 units
        }

        Assert.Equal(expected, lines);
    }

    [Fact(Timeout = Patience)]
    public async Task DataPipeline_sums_up_real_files() =>
        Assert.Equal(["ann,18.40", "ben,8.20", "cid,2.00", "best: cheese, lines: 3"], await LinesOfAsync("DataPipeline"));

    [Fact(Timeout = Patience)]
    public async Task BuildScript_makes_what_it_is_asked_for()
    {
        var words = (await LinesOfAsync("BuildScript", "words")).Select(WithoutBlanks).ToList();
        Assert.Contains("[words] 5", words);
        Assert.StartsWith("3 tasks: 3 succeeded in ", words[^1], StringComparison.Ordinal);
        Assert.StartsWith("6 tasks: 6 succeeded in ", (await LinesOfAsync("BuildScript"))[^1], StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task BuildScript_tells_what_was_meant()
    {
        var (exitCode, output, error) = await RunAsync("BuildScript", "archiv");

        Assert.Equal((2, "", "BuildScript: error: unknown task 'archiv'; did you mean 'archive'?"), (exitCode, output, error.TrimEnd()));
    }

    [Fact]
    public void Every_example_has_its_test()
    {
        var tested = typeof(ExampleTests).GetMethods().Select(method => method.Name.Split('_')[0]).ToHashSet();
        Assert.Equal([], Directory.EnumerateFiles(Examples, "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Where(name => !tested.Contains(name!)));
    }

    private static string WithoutBlanks(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)); // some wc pad their number

    private static async Task<string[]> LinesOfAsync(string example, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(example, arguments);
        Assert.True(exitCode == 0, $"{example} exited with {exitCode}: {error}{output}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string example, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Examples, example, Metadata("BuiltIn"), example), arguments)
        {
            WorkingDirectory = Metadata("RepositoryRoot"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private bool HasPythonAndNode()
    {
        foreach (var program in new[] { "python3", "node" })
        {
            if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
            {
                says.WriteLine($"left out: needs {program}; there is none on this machine");
                return false;
            }
        }

        return true;
    }

    private static string Metadata(string key) =>
        typeof(ExampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
