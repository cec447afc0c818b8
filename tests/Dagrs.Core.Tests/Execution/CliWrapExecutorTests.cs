using Dagrs.Core.Execution;
using Dagrs.Core.Model;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Execution;

/// <summary>The executor by CliWrap keeps the contract, but for three differences, each named here.</summary>
public sealed class CliWrapExecutorTests : ExecutorContract
{
    protected override bool KeepsOrder => false;

    protected override bool TellsCodesFromSignals => false;

    protected override bool PassesAnyBytes => false;

    [Fact(Timeout = Patience)]
    public async Task Output_and_errors_have_a_pipe_each_so_that_their_order_is_nearly_that_of_writing()
    {
        var sink = new CollectingSink();
        await Execute(Sh("readlink /proc/$$/fd/1 /proc/$$/fd/2"), sink);
        var pipes = sink.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, pipes.Distinct().Count());
        Assert.All(pipes, pipe => Assert.StartsWith("pipe:", pipe, StringComparison.Ordinal));
    }

    [Theory(Timeout = Patience)]
    [InlineData(129, "SIGHUP")]
    [InlineData(137, "SIGKILL")]
    [InlineData(159, "SIGSYS")]
    public async Task A_code_that_a_death_by_a_signal_would_give_is_taken_for_one(int code, string signal)
    {
        var outcome = Assert.IsType<Outcome.Killed>(await Execute(Sh($"exit {code}")));
        Assert.Equal((signal, code), (outcome.Signal, outcome.Code));
        Assert.Equal(new Outcome.Exited(160), await Execute(Sh("exit 160")));
    }

    [Fact(Timeout = Patience)]
    public async Task An_argument_that_is_not_UTF_8_is_refused_and_not_changed()
    {
        var outcome = await Execute(Sh("echo \"$1\"") with { Arguments = [new byte[] { 0xff }] });
        Assert.Equal("could not be started: an output passed to it is not UTF-8, which the executor 'cliwrap' cannot pass on; use 'direct'", Problem(outcome));
    }

    protected override IExecutor Create() => new CliWrapExecutor();
}
