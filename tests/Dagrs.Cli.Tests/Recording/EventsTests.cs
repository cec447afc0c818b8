using System.Text.Json.Nodes;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Recording;

/// <summary>The stream of events: what stands in it, where it may go, and what becomes of it when a reader, the disk or the command line fails.</summary>
public sealed class EventsTests
{
    internal const string Plain = "dagrs: { a: { name: A, cmd: echo hello } }";

    // Every kind of end that is quick to have, bytes that are no text, results, a retry.
    internal const string Mixed =
        """
        dagrs:
          ok: { name: Fine, cmd: 'echo "v=1" >> "$DAGRS_RESULTS"; echo hello', results: [v], tags: [quick] }
          bytes: { name: Bytes, cmd: 'printf "a\377b\303\244"' }
          flaky: { name: Flaky, cmd: 'echo try $DAGRS_ATTEMPT; test $DAGRS_ATTEMPT = 2', retry: 1 }
          maybe: { name: Maybe, cmd: exit 3, allow-failure: true }
          bad: { name: Bad, cmd: 'echo oops >&2; exit 7', after: ok }
          next: { name: Next, cmd: echo no, after: bad }
          skipped: { name: Skipped, cmd: echo no, if: "'a' == 'b'" }
          all: { name: All, after: [ok, bytes], cmd: 'true' }
          clean: { name: Clean, cmd: echo swept, after: bad, when: always }
        """;

    [Fact]
    public async Task Every_line_is_an_event_by_the_schema_and_the_kinds_of_ends_are_told()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Mixed, "-k", "--events", "events.ndjson").In(folder).ExitsWith(1).RunAsync();

        var text = folder.Read("events.ndjson");
        Assert.Equal([], RecordedSchemas.WrongIn(text));
        var events = Parse(text);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["ok"] = "succeeded",
                ["bytes"] = "succeeded",
                ["flaky"] = "succeeded",
                ["maybe"] = "failed, allowed",
                ["bad"] = "failed",
                ["next"] = "not-run",
                ["skipped"] = "skipped",
                ["all"] = "succeeded",
                ["clean"] = "succeeded",
            }.OrderBy(entry => entry.Key),
            events.Where(one => Type(one) == "task-finished").ToDictionary(one => (string)one["task"]!, one => (string)one["state"]!).OrderBy(entry => entry.Key));
        var bad = events.Single(one => Type(one) == "task-finished" && (string)one["task"]! == "bad");
        Assert.Equal((7, "exited with code 7", 1), ((int)bad["exitCode"]!, (string)bad["words"]!, (int)bad["attempts"]!));
        Assert.Equal("bad", (string)events.Single(one => Type(one) == "task-finished" && (string)one["task"]! == "next")["because"]!);
        Assert.Equal("1", (string)events.Single(one => Type(one) == "task-finished" && (string)one["task"]! == "ok")["results"]!["v"]!);
        Assert.Equal(1, (int)events[^1]["exitCode"]!);
        Assert.Equal("dagrs.yaml", (string)events[0]["file"]!);
        Assert.Equal(folder.Path, (string)events[0]["directory"]!);
    }

    [Fact]
    public async Task Output_that_is_no_text_comes_with_its_bytes_and_a_character_is_never_cut()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Mixed, "--only", "bytes", "--events", "events.ndjson").In(folder).RunAsync();

        var output = Parse(folder.Read("events.ndjson")).Single(one => Type(one) == "task-output");
        Assert.Equal("a\ufffdbä", (string)output["text"]!);
        Assert.Equal(Convert.ToBase64String([(byte)'a', 0xff, (byte)'b', 0xc3, 0xa4]), (string)output["bytes"]!);
    }

    [Fact]
    public async Task A_retry_is_told_with_how_the_attempt_ended()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Mixed, "--only", "flaky", "--events", "events.ndjson").In(folder).RunAsync();

        var events = Parse(folder.Read("events.ndjson"));
        Assert.Equal(["run-started", "task-started", "process-started", "task-output", "task-retrying", "process-started", "task-output", "task-finished", "run-finished"], events.Select(Type));
        Assert.Equal((1, "exited with code 1", 1), ((int)events[4]["attempt"]!, (string)events[4]["words"]!, (int)events[4]["exitCode"]!));
        Assert.Equal(2, (int)events[^2]["attempts"]!);
    }

    [TheoryNeeding(Needs.FullDisk)]
    [InlineData("true", 4)]
    [InlineData("exit 3", 1)]
    public async Task Events_that_are_not_whole_are_told_and_a_failure_keeps_its_code(string command, int code)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", $"dagrs: {{ a: {{ name: A, cmd: {command} }} }}");
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" -q --events /dev/full --report json=report.json > /dev/null");

        Assert.Equal((code, "dagrs: error: the events in '/dev/full' are incomplete: no space left on device\n"), (ran.ExitCode, ran.Error));
        Assert.Equal([], RecordedSchemas.WrongInReport(folder.Read("report.json")));
    }

    [TheoryNeeding(Needs.FullDisk)]
    [InlineData("--log-path /dev/full", "")]
    [InlineData("", "> /dev/full")]
    public async Task The_exit_code_in_the_stream_and_the_report_is_that_of_dagrs_also_when_something_else_is_not_whole(string option, string redirection)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Plain);
        var ran = await Bash.RunAsync(folder, $"\"$DAGRS\" {option} --events out --report json=report.json {redirection}");

        Assert.Equal(4, ran.ExitCode);
        Assert.Equal(4, (int)Parse(folder.Read("out"))[^1]["exitCode"]!);
        Assert.Equal(4, (int)JsonNode.Parse(folder.Read("report.json"))!["exitCode"]!);
    }

    [LongTheory]
    [InlineData("--no-such", 2, "unknown option '--no-such'")]
    [InlineData("nobody", 2, "unknown task 'nobody'")]
    [InlineData("-f none.yaml", 3, "no such file")]
    [InlineData("-j nope", 2, "-j must be a number")]
    public async Task An_error_of_the_command_line_is_an_event_too(string arguments, int code, string message)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Plain);
        var ran = await Bash.RunAsync(folder, $"\"$DAGRS\" --events out --report json=report.json {arguments}");

        Assert.Equal(code, ran.ExitCode);
        var events = Parse(folder.Read("out"));
        Assert.Equal([], RecordedSchemas.WrongIn(folder.Read("out")));
        Assert.Equal(["run-started", "problem", "run-finished"], events.Select(Type).Distinct());
        Assert.Contains(message, (string)events[1]["message"]!, StringComparison.Ordinal);
        Assert.Equal(code, (int)events[^1]["exitCode"]!);
        Assert.Equal([], RecordedSchemas.WrongInReport(folder.Read("report.json")));
        Assert.Equal((string)events[1]["message"]!, (string)JsonNode.Parse(folder.Read("report.json"))!["problems"]![0]!["message"]!);
    }

    [Fact]
    public async Task Each_problem_of_a_file_is_an_event_with_its_place_and_code()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs:\n  a: { name: A, cmd: 'true', after: bb }\n  b: { name: B, comand: 'true' }\n");
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" --events -");

        Assert.Equal(3, ran.ExitCode);
        Assert.Equal([], RecordedSchemas.WrongIn(ran.Out));
        var problems = Parse(ran.Out).Where(one => Type(one) == "problem").ToList();
        Assert.True(problems.Count >= 2);
        Assert.All(problems, one => Assert.Equal("dagrs.yaml", (string)one["path"]!));
        Assert.Contains(problems, one => (2, 37, "DAG015") == ((int)one["line"]!, (int)one["column"]!, (string)one["code"]!) && ((string)one["message"]!).EndsWith("; did you mean 'b'?", StringComparison.Ordinal));
        Assert.Contains(problems, one => (int)one["line"]! == 3 && (string)one["code"]! == "DAG009");
    }

    [Fact]
    public async Task A_run_that_a_signal_stops_tells_so()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: 'touch up; sleep 100' }, b: { name: B, after: a, cmd: 'true' } }");
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" --events out --report json=report.json > /dev/null & until [ -e up ]; do sleep 0.01; done; kill -s TERM $!; wait $!");

        Assert.Equal(143, ran.ExitCode);
        Assert.Equal([], RecordedSchemas.WrongIn(folder.Read("out")));
        var events = Parse(folder.Read("out"));
        var stop = events.Single(one => Type(one) == "run-stopping");
        Assert.Equal(("signal", "SIGTERM", "by SIGTERM"), ((string)stop["cause"]!, (string)stop["signal"]!, (string)stop["words"]!));
        Assert.Equal(143, (int)events[^1]["exitCode"]!);
        var report = JsonNode.Parse(folder.Read("report.json"))!;
        Assert.Equal((143, "by SIGTERM"), ((int)report["exitCode"]!, (string)report["stop"]!));
        Assert.Equal(["canceled", "not-run"], report["tasks"]!.AsArray().Select(task => (string)task!["state"]!));
    }

    [Fact]
    public async Task A_run_that_takes_too_long_tells_so()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of("dagrs: { a: { name: A, cmd: sleep 100 } }", "--timeout", "0.1s", "--events", "out").In(folder).ExitsWith(124).RunAsync();

        Assert.Equal([], RecordedSchemas.WrongIn(folder.Read("out")));
        Assert.Equal("timeout", (string)Parse(folder.Read("out")).Single(one => Type(one) == "run-stopping")["cause"]!);
        Assert.Equal(124, (int)Parse(folder.Read("out"))[^1]["exitCode"]!);
    }

    [LongTheory]
    [InlineData("hunter2hunter2")]
    [InlineData("1234")]
    [InlineData("true")]
    [InlineData("a\"b\\c{}[]")]
    public async Task Secrets_are_masked_and_the_stream_and_the_report_stay_JSON(string secret)
    {
        using var folder = new TempFolder();
        var command = JsonValue.Create($"printf '%s\\n' \"$TOKEN\" '{secret}'; exit 1").ToJsonString();
        await DagrsTest.Of($"secrets: [TOKEN]\ndagrs:\n  a: {{ name: A, cmd: {command}, secrets: [TOKEN] }}\n", "--events", "out", "--report", "json=report.json")
            .Environment("TOKEN", secret).In(folder).ExitsWith(1).RunAsync();

        Assert.Equal([], RecordedSchemas.WrongIn(folder.Read("out")));
        Assert.Equal([], RecordedSchemas.WrongInReport(folder.Read("report.json")));
        var texts = Parse(folder.Read("out")).Append(JsonNode.Parse(folder.Read("report.json"))!).SelectMany(Said).ToList();
        Assert.Contains("***\n***\n", texts);
        Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_of_it_is_written_where_nothing_is_to_run()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Plain, "-n", "--events", "out", "--report", "json=report.json").In(folder).RunAsync();

        Assert.False(folder.Has("out") || folder.Has("report.json"));
    }

    [Fact]
    public async Task A_program_that_uses_the_library_gets_the_same_stream_but_for_times_and_numbers_of_processes()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Mixed);
        var ran = await Bash.RunAsync(folder, $"\"$DAGRS\" -q -k -j1 --events program > /dev/null; echo $?; '{Paths.TestProgram}' record dagrs.yaml library; echo $?");

        Assert.Equal("1\n1\n", ran.Out);
        Assert.Equal([], RecordedSchemas.WrongIn(folder.Read("library")));
        Assert.Equal(Timeless(folder.Read("program")), Timeless(folder.Read("library")));

        static IEnumerable<string> Timeless(string stream) => Parse(stream).Select(one =>
        {
            foreach (var key in new[] { "time", "run", "pid", "startSeconds", "durationSeconds" }.Where(key => one[key] is not null))
            {
                one[key] = 0;
            }

            return one.ToJsonString();
        });
    }

    internal static List<JsonNode> Parse(string stream) => [.. stream.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!)];

    internal static string Type(JsonNode happened) => (string)happened["type"]!;

    // What people and tasks say.
    private static IEnumerable<string> Said(JsonNode? node) => node switch
    {
        JsonObject mapping => mapping.SelectMany(entry => entry.Key is "text" or "command" or "words" or "message" && entry.Value is JsonValue value ? [value.GetValue<string>()] : Said(entry.Value)),
        JsonArray list => list.SelectMany(Said),
        _ => [],
    };
}
