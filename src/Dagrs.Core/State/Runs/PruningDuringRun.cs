using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.State.Runs;

/// <summary>Prunes the state of a run while its first tasks run, so that nobody waits for it at the end. Not thread-safe.</summary>
/// <param name="run">The run, which is never removed.</param>
internal sealed class PruningDuringRun(OwnRun run) : IRecording
{
    private long? _bytes; // of the journals of the other runs that are kept

    /// <inheritdoc/>
    public void Take(RecordedEvent happened)
    {
        if (happened is RecordedEvent.RunStarted)
        {
            _bytes = Pruning.Prune(run.State, run.Name);
        }
    }

    /// <summary>Prunes again where the run's own journal, which is complete now, makes it necessary.</summary>
    public void Finish()
    {
        var own = new FileInfo(Path.Combine(run.Path, Journal.FileName));
        if (!(_bytes + (own.Exists ? own.Length : 0) <= Pruning.MostBytes))
        {
            Pruning.Prune(run.State, run.Name);
        }
    }
}
