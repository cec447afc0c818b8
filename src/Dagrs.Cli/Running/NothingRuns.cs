using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Running;

/// <summary>An executor that runs no command, and reports that one would run.</summary>
/// <param name="whenAsked">Called then.</param>
internal sealed class NothingRuns(Action whenAsked) : IExecutor
{
    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        whenAsked();
        return Task.FromResult<Outcome>(new Outcome.NotStarted("it would run"));
    }

    public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);
}
