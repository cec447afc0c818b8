using System.Text;
using System.Text.RegularExpressions;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;
using Dagrs.Core.Tests.Events.Recording;

namespace Dagrs.Core.Tests.Reporting.Reports;

/// <summary>The summary in markdown: small enough to be shown, failures first, and nothing of a task is markdown.</summary>
public sealed partial class MarkdownReportTests
{
    public static TheoryData<string> Names => Runs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_run_is_small_and_has_its_counts_and_a_table_of_whole_rows(string name)
    {
        var run = Runs.Of(name);
        var text = Write(run);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 900_000);
        Assert.StartsWith("### dagrs: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, c => c is not ('\n' or '\t') && OneLine.IsUnsafe(c) && c is not ('\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')));
        Assert.Equal(Math.Min(500, run.Tasks.Count), Rows(text).Count);
        Assert.All(Rows(text), row => Assert.Equal(5, Bar().Count(row)));
        Assert.DoesNotContain(OutsideFences(text), line => line.Contains('<', StringComparison.Ordinal));
    }

    [Fact]
    public void Failures_come_first_with_command_and_the_end_of_their_output()
    {
        Assert.StartsWith(
            """
            ### dagrs: 15 tasks: 5 succeeded, 1 up-to-date, 1 skipped, 4 failed, 1 failed (allowed), 1 timed-out, 1 canceled, 1 not-run in 20.00 s

            - warning: the terminal has gone
            - warning: task 'wobbly': it succeeded in attempt 3 of 3

            #### failed: 'crash': killed by SIGSEGV (1.00 s)

            at dagrs.yaml:7

            ```sh
            make crash
            ```

            #### failed: 'test': exited with code 3 (8.00 s)

            at dagrs.yaml:6

            ```sh
            dotnet test
            echo done
            ```

            Its output:

            ```text
            line 1
            red
            last words
            ```

            Not run because of it: 'publish'

            #### failed: 'flaky': exited with code 2 (4.00 s, 2 attempts)
            """,
            Write(Runs.Mixed()),
            StringComparison.Ordinal);
        Assert.Contains("\n| 'build' (Build all) | succeeded | 5.00 s |  |\n", Write(Runs.Mixed()), StringComparison.Ordinal);
        Assert.Contains("\n| 'publish' | not-run |  | 'test' failed |\n", Write(Runs.Mixed()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("optional", "exited with code 4")]
    [InlineData("nightly", "its condition does not hold")]
    [InlineData("cached", "")]
    [InlineData("cut-short", "")]
    [InlineData("slow", "timed out after 7 s")]
    public void A_row_says_why_and_not_twice_what(string task, string why) =>
        Assert.EndsWith($"| {why} |", Rows(Write(Runs.Mixed())).Single(row => row.StartsWith($"| '{task}' |", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void An_output_that_was_not_kept_is_said() => Assert.Contains(
        "\nIts output was not kept.\n", Write(Runs.Empty() with { Tasks = [Runs.Failed("a", 0, 0, 1, "exited with code 1", 1) with { Output = new(default, 7) }] }), StringComparison.Ordinal);

    [Fact]
    public void A_run_that_was_stopped_says_so() => Assert.Contains("\n- the run was stopped by SIGINT\n\n#### canceled: 'build': canceled (4.00 s)\n", Write(Runs.Stopped()), StringComparison.Ordinal);

    [Fact]
    public void A_wrong_file_is_a_list_of_errors() => Assert.Equal(
        """
        ### dagrs: nothing was run: 3 errors

        - error: dagrs.yaml:12:15: task 'test' depends on 'biuld', which does not exist; did you mean 'build'? (DAG011)
        - error: ci/&lt;tasks&gt; &amp; more.yaml:3:5: unknown key 'comand' (DAG004)
        - error: there is no option '--jbos'; did you mean '--jobs'?

        """,
        Write(Runs.Problems()));

    [Fact]
    public void A_name_is_never_markup() => Assert.Contains("| '\\| &lt;b&gt;' | succeeded | 1.00 s |  |\n", Write(Runs.Empty() with { Tasks = [Runs.Done("| <b>", 0, 0, 1)] }), StringComparison.Ordinal);

    [Theory]
    [InlineData("plain", "```")]
    [InlineData("``", "```")]
    [InlineData("```\n", "````")]
    [InlineData("a ````` b\n``````", "```````")]
    public void A_fence_is_longer_than_any_in_the_output(string output, string fence)
    {
        var text = Write(Runs.Empty() with { Tasks = [Runs.Failed("a", 0, 0, 1, "exited with code 1", 1) with { Command = null, Output = Runs.Text(output) }] });
        Assert.Contains($"\n{fence}text\n", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split('\n').Count(line => line.TrimEnd('t', 'e', 'x') == fence));
    }

    [LongFact]
    public void The_worst_of_all_runs_is_still_shown()
    {
        var name = new string('<', 400);
        var output = new RecordedOutput(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("日本語`", 50_000).Select((word, at) => at % 100 == 99 ? word + "\n" : word))), 0);
        var tasks = Enumerable.Range(0, 3000).Select(at => Runs.Failed($"{at}{name}", 0, at, 1, name, 1) with { Output = output, Command = string.Concat(Enumerable.Repeat(name + "\n", 100)), Warnings = [name] }).ToList();
        var text = Write(Runs.Mixed() with { Tasks = tasks, Warnings = [.. Enumerable.Repeat(name, 1000)], Stop = name });
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 500_000, 900_000);
        Assert.Contains("more failed tasks\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\nand \d+ more tasks\n$", text);
        var problems = Runs.Problems() with { Problems = [.. Enumerable.Range(0, 10_000).Select(at => new RecordedProblem(name, name, at, 1, "DAG001"))] };
        Assert.InRange(Encoding.UTF8.GetByteCount(Write(problems)), 1, 900_000);
    }

    [Fact]
    public void Of_many_tasks_the_bad_ones_have_the_rows()
    {
        var tasks = Enumerable.Range(0, 600).Select(at => at == 599 ? Runs.Failed("last", 0, at, 1, "exited with code 1", 1) : Runs.Done($"t{at}", 0, at, 1)).ToList();
        Assert.StartsWith("| 'last' | failed |", Rows(Write(Runs.Empty() with { Tasks = tasks }))[0], StringComparison.Ordinal);
    }

    private static string Write(RecordedRun run) => Made.By(MarkdownReport.Write, run);

    private static List<string> Rows(string text) => [.. OutsideFences(text).SkipWhile(line => line != "| --- | --- | ---: | --- |").Skip(1).TakeWhile(line => line.StartsWith('|'))];

    private static List<string> OutsideFences(string text)
    {
        var (outside, fence) = (new List<string>(), "");
        foreach (var line in text.Split('\n'))
        {
            if (fence.Length > 0)
            {
                fence = line.TrimEnd() == fence ? "" : fence;
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fence = line[..(line.LastIndexOf('`') + 1)];
            }
            else
            {
                outside.Add(line);
            }
        }

        Assert.Equal("", fence);
        return outside;
    }

    [GeneratedRegex(@"(?<!\\)(\\\\)*\|")]
    private static partial Regex Bar();
}
