using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;
using Dagrs.Core.Tests.Events.Recording;
using Dagrs.Core.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Reporting.Reports;

/// <summary>JUnit's XML: what CI servers make of it, and what no task may do to it.</summary>
public sealed class JunitReportTests(ITestOutputHelper says)
{
    private const string Reader =
        """
        import { parse } from 'junit2json';
        import { readFileSync } from 'node:fs';
        const all = [];
        for (const document of JSON.parse(readFileSync(0, 'utf8'))) {
          const cases = ((await parse(document)).testsuite ?? []).flatMap(suite => suite.testcase ?? []);
          all.push(cases.map(one => [String(one.name).trim(), one.failure ? 'failure' : one.error ? 'error' : one.skipped ? 'skipped' : 'passed']));
        }
        console.log(JSON.stringify(all));
        """;

    public static TheoryData<string> Names => Runs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_run_is_valid_and_has_a_case_a_task_and_counts_that_add_up(string name)
    {
        var run = Runs.Of(name);
        var text = Write(run);
        Assert.Equal([], JunitSchema.Faults(text));
        var suite = Assert.Single(XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!.Elements("testsuite"));
        var cases = suite.Elements("testcase").ToList();
        Assert.Equal(run.Tasks.Select(task => Xml(task.Id)), cases.Skip(run.Problems.Count).Select(one => one.Attribute("name")!.Value));
        Assert.Equal(
            [cases.Count, cases.Count(one => one.Element("failure") is not null), cases.Count(one => one.Element("error") is not null), cases.Count(one => one.Element("skipped") is not null)],
            new[] { "tests", "failures", "errors", "skipped" }.Select(count => (int)suite.Attribute(count)!));
        Assert.DoesNotContain("CDATA[", text.Replace("&lt;![CDATA[", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<testcase name='a'>", "<testcase name='a' file='b'>")]
    [InlineData("<testcase name='a'>", "<testcase name='a'><properties/>")]
    [InlineData("time='1.234'", "time='1.2345'")]
    [InlineData("tests='1' ", "")]
    public void A_document_that_the_plugin_would_refuse_is_found(string right, string wrong)
    {
        const string Right = "<testsuites><testsuite name='s' tests='1' failures='0' errors='0' time='1.234'><testcase name='a'></testcase></testsuite></testsuites>";
        Assert.Equal([], JunitSchema.Faults(Right));
        Assert.NotEmpty(JunitSchema.Faults(Right.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("build", "")]
    [InlineData("cached", "")]
    [InlineData("all", "")]
    [InlineData("test", "failure failed: exited with code 3")]
    [InlineData("slow", "failure timed-out: timed out after 7 s")]
    [InlineData("crash", "failure failed: killed by SIGSEGV")]
    [InlineData("cut-short", "error canceled: canceled")]
    [InlineData("publish", "skipped not-run: not run: 'test' failed")]
    [InlineData("nightly", "skipped skipped: skipped: its condition does not hold")]
    [InlineData("optional", "")]
    public void Each_state_is_what_a_server_calls_it_and_its_words_are_in_the_body_too(string task, string expected)
    {
        var reasons = Case(Runs.Mixed(), task).Elements().Where(element => element.Name.LocalName is "failure" or "error" or "skipped").ToList();
        Assert.Equal(expected, string.Join("; ", reasons.Select(reason => $"{reason.Name} {reason.Attribute("type")!.Value}: {reason.Attribute("message")!.Value}")));
        Assert.All(reasons, reason => Assert.StartsWith(reason.Attribute("message")!.Value, reason.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void A_failure_says_where_it_is_what_was_executed_and_what_it_wrote()
    {
        var one = Case(Runs.Mixed(), "test");
        Assert.Equal("exited with code 3\nat dagrs.yaml:6\ncommand: dotnet test ...\n\nline 1\nred\nlast words\n", one.Element("failure")!.Value);
        Assert.Equal("line 1\nred\nlast words\n", one.Element("system-out")!.Value);
        Assert.Equal(("dagrs.yaml", "8.000"), (one.Attribute("classname")!.Value, one.Attribute("time")!.Value));
    }

    [Fact]
    public void Only_failures_have_their_output()
    {
        Assert.Null(Case(Runs.Mixed(), "build").Element("system-out"));
        Assert.Equal("failed, allowed: exited with code 4\nat dagrs.yaml:10\ncommand: make optional", Case(Runs.Mixed(), "optional").Element("system-out")!.Value);
        Assert.DoesNotContain("never mind", Write(Runs.Mixed()), StringComparison.Ordinal);
    }

    [Fact]
    public void Earlier_attempts_are_flaky_when_the_last_one_was_good_and_reruns_when_not()
    {
        Assert.Equal(
            ["flakyFailure exited with code 1: first try", "flakyFailure timed out after 1 s: second try"],
            Case(Runs.Mixed(), "wobbly").Elements().Select(element => $"{element.Name} {element.Attribute("message")!.Value}: {element.Element("system-out")!.Value.Trim()}"));
        Assert.Equal(["failure", "rerunFailure", "system-out"], Case(Runs.Mixed(), "flaky").Elements().Select(element => element.Name.LocalName));
        Assert.Equal("exited with code 9", Case(Runs.Mixed(), "flaky").Element("rerunFailure")!.Element("stackTrace")!.Value);
    }

    [Fact]
    public void A_wrong_file_is_a_suite_of_errors()
    {
        var cases = XDocument.Parse(Write(Runs.Problems())).Descendants("testcase").ToList();
        Assert.Equal(
            ["dagrs.yaml/line 12, column 15: DAG011", "<tasks> & more.yaml/line 3, column 5: DAG004", "dagrs.yaml/command line: error"],
            cases.Select(one => $"{one.Attribute("classname")!.Value}/{one.Attribute("name")!.Value}: {one.Element("error")!.Attribute("type")!.Value}"));
        Assert.Equal("unknown key 'comand'", cases[1].Element("error")!.Attribute("message")!.Value);
        Assert.Equal("ci/<tasks> & more.yaml:3:5: unknown key 'comand' (DAG004)", cases[1].Element("error")!.Value);
    }

    [Fact]
    public void What_there_is_to_say_of_the_run_stands_in_the_suite()
    {
        Assert.Equal("the run was stopped by SIGINT\n", XDocument.Parse(Write(Runs.Stopped())).Descendants("system-err").Single().Value);
        Assert.Equal(
            "warning: the terminal has gone\nwarning: task 'wobbly': it succeeded in attempt 3 of 3\n", XDocument.Parse(Write(Runs.Mixed())).Descendants("system-err").Single().Value);
    }

    [Theory]
    [InlineData("a\u0001b\u001b[31mc\u001b[0m\u0000", "a\ufffdbc\ufffd")]
    [InlineData("1%\r50%\r100%\r\nnext", "100%\nnext")]
    [InlineData("]]> <![CDATA[ & \" \ufffe", "]]> <![CDATA[ & \" \ufffd")]
    [InlineData("tab\there 👩‍👩‍👧‍👦", "tab\there 👩‍👩‍👧‍👦")]
    [InlineData("\u001b]0;title\u0007text\u001b", "text")]
    public void An_output_is_read_as_text_without_colours(string written, string read)
    {
        var run = Runs.Mixed() with { Tasks = [Runs.Failed("a", 0, 0, 1, "exited with code 1", 1) with { Output = Runs.Text(written) }] };
        Assert.Equal(read, Case(run, "a").Element("system-out")!.Value);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_become_a_sign_for_that()
    {
        var run = Runs.Mixed() with { Tasks = [Runs.Failed("a", 0, 0, 1, "exited with code 1", 1) with { Output = new(new byte[] { 0x61, 0xff, 0x62, 0xc3 }, 0) }] };
        Assert.Equal("a\ufffdb\ufffd", Case(run, "a").Element("system-out")!.Value);
    }

    [LongFact]
    public void However_much_was_written_the_document_stays_below_25_MB_and_short_outputs_are_whole()
    {
        var large = new RecordedOutput(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<line> & line\n", 7000))), 0);
        var tasks = Enumerable.Range(0, 400).Select(task => Runs.Failed($"t{task}", 0, task, 1, "exited with code 1", 1) with { Output = task % 2 == 0 ? large : Runs.Text("<short>\n") }).ToList();
        var text = Write(Runs.Mixed() with { Tasks = tasks });
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 24_000_000, 25_000_000);
        var cases = XDocument.Parse(text).Descendants("testcase").ToList();
        Assert.All(cases.Where((_, index) => index % 2 == 1), one => Assert.Equal("<short>\n", one.Element("system-out")!.Value));
        Assert.All(cases.Where((_, index) => index % 2 == 0), one => Assert.Matches(@"^\.\.\. \(earlier output is left out\)\n<line> & line\n(?s:.*)line\n$", one.Element("system-out")!.Value));
        Assert.Single(cases.Where((_, index) => index % 2 == 0).Select(one => one.Element("system-out")!.Value.Length).Distinct());
    }

    [Fact]
    public void A_body_has_only_the_end_of_a_long_output()
    {
        var run = Runs.Mixed() with { Tasks = [Runs.Failed("a", 0, 0, 1, "exited with code 1", 1) with { Output = new(Encoding.UTF8.GetBytes(new string('x', 100_000) + "\nthe end\n"), 5) }] };
        Assert.InRange(Case(run, "a").Element("failure")!.Value.Length, 3000, 4200);
        Assert.EndsWith("x\nthe end\n", Case(run, "a").Element("failure")!.Value, StringComparison.Ordinal);
        Assert.StartsWith("... (earlier output is left out)\nxxx", Case(run, "a").Element("system-out")!.Value, StringComparison.Ordinal);
    }

    [LongFact]
    public async Task Other_programs_read_what_was_meant()
    {
        using var folder = new TemporaryFolder();
        var documents = Runs.All.Select(name => (Name: name, Run: Runs.Of(name), Text: Write(Runs.Of(name)))).ToList();
        File.WriteAllText(Path.Combine(folder.Path, "junit.xsd"), JunitSchema.Text);
        foreach (var (name, _, text) in documents)
        {
            File.WriteAllText(Path.Combine(folder.Path, name + ".xml"), text);
        }

        var (valid, judged) = await OtherProgram.RunAsync(folder.Path, "xmllint", ["--noout", "--huge", "--schema", "junit.xsd", .. documents.Select(document => document.Name + ".xml")], "");
        says.WriteLine(valid == -1 ? $"left out: the second opinion of xmllint; {judged}" : "");
        Assert.True(valid is 0 or -1, judged);
        if (OtherProgram.NodeFolder("junit2json") is not { } node)
        {
            says.WriteLine("left out: the reader junit2json; needs DAGRS_NODE_FOLDER, in which 'npm install junit2json' was done");
            return;
        }

        var (ended, read) = await OtherProgram.RunAsync(node, "node", ["--input-type=module", "-e", Reader], new JsonArray([.. documents.Select(document => JsonValue.Create(document.Text))]).ToJsonString());
        Assert.True(ended == 0, read);
        foreach (var (cases, (_, run, _)) in JsonNode.Parse(read)!.AsArray().Zip(documents))
        {
            Assert.Equal(
                run.Tasks.Select(task => (Xml(task.Id).Trim(), Kind(task.State))),
                cases!.AsArray().Skip(run.Problems.Count).Select(one => (one![0]!.GetValue<string>(), one[1]!.GetValue<string>())));
        }
    }

    private static string Kind(TaskState state) => state switch
    {
        TaskState.Failed or TaskState.TimedOut => "failure",
        TaskState.Canceled or TaskState.Running => "error",
        TaskState.NotRun or TaskState.Skipped or TaskState.Pending => "skipped",
        _ => "passed",
    };

    private static XElement Case(RecordedRun run, string id) =>
        XDocument.Parse(Write(run), LoadOptions.PreserveWhitespace).Descendants("testcase").Single(one => one.Attribute("name")!.Value == id);

    private static string Write(RecordedRun run) => Made.By(JunitReport.Write, run);

    // What a document can hold of a text.
    private static string Xml(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.Value is (< ' ' and not ('\t' or '\n' or '\r')) or 0xfffe or 0xffff ? "\ufffd" : rune.ToString()));
}
