using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>Runs commands by CliWrap where the system has neither process groups nor file descriptors. Thread-safe.</summary>
internal sealed class WindowsExecutor(TimeProvider clock) : IExecutor
{
    private readonly CommandLine _commandLine = new();

    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens) => invocation.Interactive && ConsoleExecution.IsThere
        ? new ConsoleExecution(_commandLine, invocation, output).RunAsync(stopTokens)
        : new CliWrapExecution(_commandLine, clock, invocation, output).RunAsync(stopTokens);

    public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);
}
