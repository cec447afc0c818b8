using System.Collections.Concurrent;
using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>What a task writes is what its successors see as $1, $2, ...; through real shells.</summary>
public sealed class OutputTests
{
    private const int Patience = 300_000; // ms

    [Fact(Timeout = Patience)]
    public async Task Outputs_come_in_the_order_of_after_without_the_last_line_break()
    {
        var builder = new DagBuilder();
        var first = builder.Add(Nodes.Sh("first", "echo one"));
        var second = builder.Add(Nodes.Sh("second", "printf 'two\n\n'"));
        var third = builder.Add(Nodes.Run("third", "printf", "three"));
        builder.Add(Nodes.Sh("all", "printf '%s|%s|%s|%s|%s' \"$0\" \"$1\" \"$2\" \"$3\" \"$#\""), third, first, second);

        Assert.Equal("all|three|one|two\n|3", await OutputOf("all", builder));
    }

    [Fact(Timeout = Patience)]
    public async Task Only_standard_output_is_passed_on()
    {
        var builder = new DagBuilder();
        var noisy = builder.Add(Nodes.Sh("noisy", "echo warning >&2; echo value"));
        builder.Add(Nodes.Sh("reader", "printf '[%s]' \"$1\""), noisy);

        Assert.Equal("[value]", await OutputOf("reader", builder));
    }

    [Fact(Timeout = Patience)]
    public async Task The_output_of_a_group_and_of_a_silent_task_is_empty()
    {
        var builder = new DagBuilder();
        var loud = builder.Add(Nodes.Sh("loud", "echo loud"));
        var group = builder.Add(Nodes.Group("group"), loud);
        var silent = builder.Add(Nodes.Sh("silent", "true"));
        builder.Add(Nodes.Sh("reader", "printf '[%s][%s][%s]' \"$1\" \"$2\" \"$3\""), group, silent, loud);

        Assert.Equal("[][][loud]", await OutputOf("reader", builder));
    }

    [Fact(Timeout = Patience)]
    public async Task Any_bytes_but_NUL_pass_unchanged()
    {
        var builder = new DagBuilder();
        var odd = builder.Add(Nodes.Sh("odd", @"printf '\377\001\r\n; rm -rf $HOME ""\047`id` \n'"));
        builder.Add(Nodes.Sh("reader", "printf '%s' \"$1\" | od -An -tx1 | tr -d ' \\n'"), odd);

        byte[] expected = [0xff, 0x01, .. "\r\n; rm -rf $HOME \"'`id` "u8];
        Assert.Equal(Convert.ToHexStringLower(expected), await OutputOf("reader", builder));
    }

    [Theory(Timeout = Patience)]
    [InlineData(131_071, null)]
    [InlineData(131_072, "the output of 'large' is too large to be passed to 'reader': 131072 bytes")]
    [InlineData(3_000_000, "the output of 'large' is too large to be passed to 'reader': 3000000 bytes")]
    public async Task An_output_that_is_too_large_fails_the_successor_with_both_names_and_both_sizes(int size, string? problem)
    {
        var builder = new DagBuilder();
        var large = builder.Add(Nodes.Sh("large", $"head -c {size} /dev/zero | tr '\\0' x"));
        var reader = builder.Add(Nodes.Sh("reader", "printf '%s' \"$1\" | wc -c"), large);
        var dag = builder.Build();

        var report = await new Scheduler(dag, new RunOptions()).RunAsync();

        Assert.Equal(TaskState.Succeeded, report[large].State);
        Assert.Equal(problem is null ? TaskState.Succeeded : TaskState.Failed, report[reader].State);
        if (problem is not null)
        {
            Assert.StartsWith(problem, report[reader].Outcome!.Words, StringComparison.Ordinal);
            Assert.Contains("131071", report[reader].Outcome!.Words, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_NUL_byte_fails_the_successor_with_both_names()
    {
        var builder = new DagBuilder();
        var binary = builder.Add(Nodes.Sh("binary", @"printf 'a\000b'"));
        var reader = builder.Add(Nodes.Sh("reader", "echo $1"), binary);

        var report = await new Scheduler(builder.Build(), new RunOptions()).RunAsync();

        Assert.Equal(
            "the output of 'binary' cannot be passed to 'reader': it contains a NUL byte, which an argument cannot; write it to a file instead",
            report[reader].Outcome!.Words);
    }

    [Fact(Timeout = Patience)]
    public async Task A_large_or_binary_output_that_nobody_can_see_harms_nobody()
    {
        var builder = new DagBuilder();
        var large = builder.Add(Nodes.Sh("large", "head -c 3000000 /dev/zero"));
        builder.Add(Nodes.Sh("blind", "echo 'no $1 here'"), large);
        builder.Add(Nodes.Run("list", "echo", "$1"), large);

        Assert.True((await new Scheduler(builder.Build(), new RunOptions()).RunAsync()).Succeeded);
    }

    [Fact(Timeout = Patience)]
    public async Task An_output_is_captured_only_where_a_successor_can_see_it_and_handed_only_to_whom_can()
    {
        var builder = new DagBuilder();
        var seen = builder.Add(Nodes.Sh("seen", "x"));
        var unseen = builder.Add(Nodes.Sh("unseen", "x"));
        builder.Add(Nodes.Sh("reader", "echo $1"), seen);
        builder.Add(Nodes.Sh("blind", "echo"), seen, unseen);
        builder.Add(Nodes.Run("list", "echo", "$1"), unseen);
        var invocations = new ConcurrentDictionary<string, Dagrs.Core.Execution.Invocation>();
        var executor = new ScriptedExecutor(invocation =>
        {
            invocations[invocation.Name] = invocation;
            return new Outcome.Succeeded { Output = new CapturedOutput("hello\n"u8.ToArray(), 6) };
        });

        await new Scheduler(builder.Build(), new RunOptions { Executor = executor, KeepsOutputs = false }).RunAsync();

        Assert.Equal(["seen"], invocations.Values.Where(invocation => invocation.CapturesOutput).Select(invocation => invocation.Name));
        Assert.Equal(["hello"], invocations["reader"].Arguments.Select(bytes => Encoding.UTF8.GetString(bytes.Span)));
        Assert.Empty(invocations["blind"].Arguments);
        Assert.Empty(invocations["list"].Arguments);
    }

    [Fact(Timeout = Patience)]
    public async Task The_value_of_a_command_of_a_file_is_its_output()
    {
        var dag = Dagrs.Core.WorkflowFile.LoadText("""
            dagrs:
              one: { name: One, cmd: "echo hello; echo there" }
              two: { name: Two, after: one, cmd: [ printf, "%s", plain ] }
              group: { name: Group, after: two }
              bad: { name: Bad, cmd: "echo partly; exit 3" }
            """);

        var report = await dag.RunAsync(new RunOptions { FailureMode = FailureMode.KeepGoing });

        Assert.Equal(["hello\nthere", "plain", null], new[] { "one", "two", "group" }.Select(report.GetValue));
        Assert.Equal("task 'bad' has no value: exited with code 3", Assert.Throws<InvalidOperationException>(() => report.GetValue("bad")).Message);
    }

    private static async Task<string> OutputOf(string task, DagBuilder builder)
    {
        var reporter = new CollectingReporter();
        var report = await new Scheduler(builder.Build(), new RunOptions { Reporters = [reporter] }).RunAsync();

        Assert.All(report.Results, result => Assert.Equal("succeeded", result.Outcome!.Words));
        return string.Concat(reporter.Events.OfType<RunEvent.TaskOutput>().Where(output => output.Task.Id == task).Select(output => Encoding.UTF8.GetString(output.Bytes.Span)));
    }
}
