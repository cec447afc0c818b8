using System.Text.Json;
using System.Text.Json.Nodes;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary><c>dagrs check</c>: the same problems in every format, the same exit code, and nothing run.</summary>
public sealed class CheckTests
{
    private const string Wrong =
        """
        dagrs:
          a:
            nam: A
            cmd: touch ran
          b:
            name: B
            after: [ b, "a,b: 100%" ]
        """;

    private const string Circle = "dagrs: { a: { name: A, after: b, cmd: echo }, b: { name: B, after: a, cmd: echo } }";

    public static TheoryData<string> Formats { get; } = ["text", "json", "github", "sarif"];

    public static TheoryData<string> SeedFiles { get; } =
        [.. Directory.GetFiles(Paths.OfTests("seed")).Select(Path.GetFileName).OfType<string>().Where(name => name != "script_run_failed.yaml").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Examples { get; } =
        [.. Directory.GetFiles(Path.Combine(Paths.Repository, "examples", "yaml"), "*.yaml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [LongTheory]
    [MemberData(nameof(Formats))]
    public async Task Problems_mean_3_in_every_format_and_nothing_runs(string format)
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Wrong, "check", "--format", format).In(folder).ExitsWith(3).ComplainsOf("").Expect(ran => Assert.Equal(format == "text" ? (true, false) : (false, true), (ran.Out.Length == 0, ran.Error.Length == 0))).RunAsync();
        Assert.False(folder.Has("ran"));
    }

    [LongTheory]
    [MemberData(nameof(Formats))]
    public Task A_missing_file_is_a_problem_in_every_format(string format) =>
        new DagrsTest("check", "--format", format, "-f", "no.yaml").ExitsWith(3).ComplainsOf("").Expect(ran => Assert.Equal(format == "text" ? (true, false) : (false, true), (ran.Out.Length == 0, ran.Error.Length == 0))).Expect(ran => Assert.Contains("no such file", ran.Out + ran.Error, StringComparison.Ordinal)).RunAsync();

    [LongTheory]
    [MemberData(nameof(Formats))]
    public Task No_file_at_all_is_a_problem_in_every_format(string format) =>
        new DagrsTest("check", "--format", format).ExitsWith(3).ComplainsOf("").Expect(ran => Assert.Equal(format == "text" ? (true, false) : (false, true), (ran.Out.Length == 0, ran.Error.Length == 0))).Expect(ran => Assert.Contains("there is no dagrs.yaml", ran.Out + ran.Error, StringComparison.Ordinal)).RunAsync();

    [LongTheory]
    [MemberData(nameof(Examples))]
    public async Task The_examples_are_without_a_problem(string name)
    {
        var file = Path.Combine(Paths.Repository, "examples", "yaml", name); // where it is: it may include others
        await new DagrsTest("check", "-f", file).PrintsNothing().RunAsync();
        await new DagrsTest("check", "-f", file, "--format", "github").PrintsNothing().RunAsync();
        await new DagrsTest("check", "-f", file, "--format=json").Prints("[]").RunAsync();
        await new DagrsTest("check", "-f", file, "--format=sarif").Expect(ran => Assert.Empty(JsonNode.Parse(ran.Out)!["runs"]![0]!["results"]!.AsArray())).RunAsync();
    }

    [LongTheory]
    [MemberData(nameof(SeedFiles))]
    public async Task What_is_wrong_with_the_files_of_the_seed_is_as_approved(string name)
    {
        var file = await File.ReadAllBytesAsync(Paths.OfTests("seed", name));
        var text = await new DagrsTest("check", "-f", name).File(name, file).ExitsWith(3).ComplainsOf("error: ").RunAsync();
        var github = await new DagrsTest("check", "-f", name, "--format", "github").File(name, file).ExitsWith(3).RunAsync();
        var json = await new DagrsTest("check", "-f", name, "--format", "json").File(name, file).ExitsWith(3).RunAsync();
        Approved.Check("check-" + Path.GetFileNameWithoutExtension(name), $"{text.Error}\n{github.Out}\n{json.Out}");
    }

    [Fact]
    public Task JSON_tells_place_code_message_and_suggestion() => DagrsTest.Of(Wrong, "check", "--format", "json").ExitsWith(3).Expect(ran =>
    {
        var problems = JsonNode.Parse(ran.Out)!.AsArray();
        Assert.Equal(
            """{"path":"dagrs.yaml","line":3,"column":5,"endColumn":8,"level":"error","code":"DAG009","message":"unknown key \u0027nam\u0027 in task \u0027a\u0027","suggestion":"name"}""",
            problems[0]!.ToJsonString());
        Assert.Equal(["DAG009", "DAG016", "DAG015"], problems.Select(problem => problem!["code"]!.GetValue<string>()));
        Assert.Equal([null, null], problems.Skip(1).Select(problem => problem!["suggestion"]?.GetValue<string>()));
    }).RunAsync();

    [Fact]
    public Task JSON_tells_every_edge_of_a_circle() => DagrsTest.Of(Circle, "check", "--format", "json").ExitsWith(3).Expect(ran =>
    {
        var notes = JsonNode.Parse(ran.Out)![0]!["notes"]!.AsArray();
        Assert.Equal(["'a' depends on 'b'", "'b' depends on 'a'"], notes.Select(note => note!["message"]!.GetValue<string>()));
        Assert.Equal([31, 68], notes.Select(note => note!["column"]!.GetValue<int>()));
    }).RunAsync();

    [Fact]
    public Task Where_the_whole_file_is_meant_there_is_no_line() => new DagrsTest("check", "--format", "json", "-f", "no.yaml").ExitsWith(3).Expect(ran =>
    {
        var problem = JsonNode.Parse(ran.Out)![0]!.AsObject();
        Assert.True(problem.ContainsKey("line"));
        Assert.Null(problem["line"]);
        Assert.Equal("DAG001", problem["code"]!.GetValue<string>());
    }).RunAsync();

    [Fact]
    public Task A_value_of_several_lines_ends_on_its_first() =>
        DagrsTest.Of("dagrs: { a: { name: A, cmd: echo, timeout: 'a\n  b' } }", "check", "--format", "json").ExitsWith(3)
        .Expect(ran => Assert.Equal((44, 46), (JsonNode.Parse(ran.Out)![0]!["column"]!.GetValue<int>(), JsonNode.Parse(ran.Out)![0]!["endColumn"]!.GetValue<int>())))
        .RunAsync();

    [Fact]
    public Task Annotations_are_escaped_as_the_runner_wants() => DagrsTest.Of(Wrong, "check", "--format", "github").ExitsWith(3)
        .Prints(
            """
            ::error file=dagrs.yaml,line=3,col=5,endColumn=8,title=DAG009::unknown key 'nam' in task 'a'; did you mean 'name'?
            ::error file=dagrs.yaml,line=7,col=14,endColumn=15,title=DAG016::task 'b' depends on itself
            ::error file=dagrs.yaml,line=7,col=17,endColumn=28,title=DAG015::task 'b' depends on 'a,b: 100%25', which does not exist
            """)
        .RunAsync();

    [Fact]
    public Task A_path_in_an_annotation_cannot_end_its_property() =>
        new DagrsTest("check", "--format", "github", "-f", "a,b: 100%.yaml").File("a,b: 100%.yaml", "dagrs: {}").ExitsWith(3)
        .Prints("::error file=a%2Cb%3A 100%25.yaml,line=1,col=8,endColumn=9,title=DAG014::there are no tasks")
        .RunAsync();

    [Fact]
    public Task What_a_file_says_cannot_give_the_runner_orders() => DagrsTest.Of("\"##[error]x\": 1\ndagrs: { a: { name: A, cmd: a } }", "check", "--format", "github").ExitsWith(3)
        .NeverPrints("##[")
        .RunAsync();

    [Fact]
    public async Task Annotations_count_paths_from_the_folder_of_the_repository()
    {
        using var folder = new TempFolder();
        await new DagrsTest("check", "--format", "github", "-C", "sub").In(folder).File("sub/dagrs.yaml", "dagrs: {}").Environment("GITHUB_WORKSPACE", folder.Path).ExitsWith(3)
            .PrintsSomewhere("::error file=sub/dagrs.yaml,line=1,").RunAsync();
    }

    [Fact]
    public Task Annotations_of_standard_input_name_no_file() => new DagrsTest("check", "--format", "github", "-f", "-").Input("dagrs: {}").ExitsWith(3)
        .Prints("::error line=1,col=8,endColumn=9,title=DAG014::there are no tasks")
        .RunAsync();

    // The parts that readers of SARIF look at, by the specification's names.
    [Fact]
    public Task The_log_in_SARIF_has_a_rule_and_a_region_for_each_result() => new DagrsTest("check", "--format", "sarif", "-f", "a b/c.yaml").File("a b/c.yaml", Circle).ExitsWith(3).Expect(ran =>
    {
        var log = JsonNode.Parse(ran.Out)!;
        Assert.Equal("2.1.0", log["version"]!.GetValue<string>());
        var run = log["runs"]![0]!;
        Assert.Equal("utf16CodeUnits", run["columnKind"]!.GetValue<string>());
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>()).ToList();
        var result = run["results"]![0]!;
        Assert.Equal("DAG017", result["ruleId"]!.GetValue<string>());
        Assert.Equal("DAG017", rules[result["ruleIndex"]!.GetValue<int>()]);
        Assert.Equal("dependency cycle: a -> b -> a", result["message"]!["text"]!.GetValue<string>());
        var place = result["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("a%20b/c.yaml", place["artifactLocation"]!["uri"]!.GetValue<string>());
        Assert.Equal("""{"startLine":1,"startColumn":31,"endColumn":32}""", place["region"]!.ToJsonString());
        Assert.Equal(2, result["relatedLocations"]!.AsArray().Count);
    }).RunAsync();

    [Fact]
    public Task A_problem_of_the_whole_file_has_no_region_in_SARIF() => new DagrsTest("check", "--format", "sarif", "-f", "no.yaml").ExitsWith(3).Expect(ran =>
        Assert.Equal("""{"artifactLocation":{"uri":"no.yaml"}}""", JsonNode.Parse(ran.Out)!["runs"]![0]!["results"]![0]!["locations"]![0]!["physicalLocation"]!.ToJsonString())).RunAsync();

    [Fact]
    public Task Endpoints_are_checked_as_the_command_line_says() => DagrsTest.Of("dagrs: { a: { name: A, cmd: a }, b: { name: B, cmd: b } }", "check", "--endpoints", "single", "--format", "json").ExitsWith(3)
        .Expect(ran => Assert.All(JsonNode.Parse(ran.Out)!.AsArray(), problem => Assert.Equal("DAG018", problem!["code"]!.GetValue<string>())))
        .RunAsync();

    [Fact]
    public Task A_thousand_problems_are_still_one_document() => DagrsTest.Of(
        "dagrs:\n" + string.Concat(Enumerable.Range(0, 1200).Select(i => $"  t{i}: {{ name: \"🚀\\e[2J\u202e\", run: x }}\n")), "check", "--format", "json").ExitsWith(3)
        .Expect(ran => Assert.True(JsonDocument.Parse(ran.Out).RootElement.GetArrayLength() > 1000))
        .RunAsync();

    [Fact]
    public async Task A_note_is_told_in_every_format_and_is_no_error()
    {
        const string Noted = "dagrs: { a: { name: A, cmd: echo a, env: { B: $HOME } } }";
        await DagrsTest.Of(Noted, "check").PrintsNothing().ComplainsOf("dagrs.yaml:1:47: note: '$HOME' is not expanded in the value of 'B'; ").RunAsync();
        await DagrsTest.Of(Noted, "check", "--format", "github").PrintsSomewhere("::notice file=dagrs.yaml,line=1,col=47,").RunAsync();
        await DagrsTest.Of(Noted, "check", "--format", "json").Expect(ran => Assert.Equal("note", JsonNode.Parse(ran.Out)![0]!["level"]!.GetValue<string>())).RunAsync();
        await DagrsTest.Of(Noted, "check", "--format", "sarif").Expect(ran => Assert.Equal("note", JsonNode.Parse(ran.Out)!["runs"]![0]!["results"]![0]!["level"]!.GetValue<string>())).RunAsync();
        await DagrsTest.Of(Noted).PrintsLine("[a] a").RunAsync();
    }

    [Fact]
    public Task An_unknown_format_is_refused_with_what_was_meant() =>
        new DagrsTest("check", "--format", "jsn").IsRefused("--format must be one of text, json, github, sarif, not 'jsn'; did you mean 'json'?").RunAsync();
}
