using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Reporters of a library meet no secret of a file; what tasks hand on is whole.</summary>
public sealed class SecretRunTests
{
    private const string Top = """
        secrets: [ TOKEN ]
        env: { TOKEN: hidden-from-all }
        dagrs:

        """;

    [Fact(Timeout = 60_000)]
    public async Task Output_of_a_command_is_masked_for_every_reporter() =>
        Assert.Equal("both *** and ***\nhidden-", await OutputAsync(Top + "  a: { name: A, cmd: 'printf \"both $TOKEN and hidden-\"; sleep 0.05; echo from-all; printf hidden-' }"));

    [Fact(Timeout = 60_000)]
    public async Task Each_stream_is_masked_where_a_command_has_two() =>
        Assert.Equal("******", await OutputAsync(Top + """
              a:
                name: A
                cmd: printf hidden; printf hidden >&2; sleep 0.05; printf %s -from-all; printf %s -from-all >&2
              b: { name: B, after: a, cmd: test "$1" = hidden-from-all }
            """));

    [Fact(Timeout = 60_000)]
    public async Task What_two_attempts_write_is_not_taken_together() =>
        Assert.Equal("-from-allhidden--from-allhidden-", await OutputAsync(Top + "  a: { name: A, retry: 1, cmd: 'printf %s -from-allhidden-; test $DAGRS_ATTEMPT = 2' }"));

    [Fact(Timeout = 60_000)]
    public async Task What_code_reports_is_masked() =>
        Assert.Equal("it is ***\n", await OutputAsync(Top + "  a: { name: A, cmd: 'true' }", actions: new() { ["a"] = Work.From(Tell) }));

    private static object? Tell(TaskContext context)
    {
        context.Report("it is hidden-from-all");
        return null;
    }

    private static async Task<string> OutputAsync(string yaml, Dictionary<string, Work>? actions = null)
    {
        var reporter = new CollectingReporter();
        var report = await WorkflowFile.LoadText(yaml, actions).RunAsync(new RunOptions { Reporters = [reporter] });
        Assert.True(report.Succeeded);
        return string.Concat(reporter.Events.OfType<RunEvent.TaskOutput>().Select(output => Encoding.UTF8.GetString(output.Bytes.Span)));
    }
}
