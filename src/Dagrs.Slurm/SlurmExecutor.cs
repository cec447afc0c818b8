using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>Runs each command of a run as a Slurm job. It knows no graph. One instance per run. Thread-safe.</summary>
internal sealed class SlurmExecutor : IExecutor
{
    private readonly SlurmOptions _options;
    private readonly Lazy<SlurmRun> _run;

    /// <param name="options">How jobs are made and watched.</param>
    public SlurmExecutor(SlurmOptions options) => (_options, _run) = (options, new(() => new SlurmRun(options)));

    /// <inheritdoc/>
    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens) => Task.Run<Outcome>(async () =>
    {
        try
        {
            return stopTokens.Terminate.IsCancellationRequested ? new Outcome.Stopped() : await _run.Value.ExecuteAsync(invocation, output, stopTokens).ConfigureAwait(false);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return new Outcome.NotStarted($"could not be started: the folder of the run in '{OneLine.Of(_options.Folder, 200)}' cannot be written: {SystemReason.Of(wrong)}; name another one with --run-dir");
        }
    });

    /// <inheritdoc/>
    public async Task<int> CleanUpAsync(string run, CancellationToken kill)
    {
        if (_run.IsValueCreated)
        {
            await _run.Value.EndAsync(kill).ConfigureAwait(false);
            _run.Value.Dispose();
        }

        return 0; // jobs are not processes of this machine
    }
}
