namespace Dagrs.Core.Execution.Unix;

/// <summary>Remembers which processes were stopped, so that the same ones continue, and none that had stopped itself. Thread-safe.</summary>
internal sealed class SuspendedProcesses
{
    private const int MostLooks = 10; // a process that keeps starting others is itself stopped sooner or later

    private readonly Lock _gate = new();
    private readonly HashSet<int> _known = [];
    private readonly List<int> _suspended = [];

    /// <summary>Stops them, searching again until no process was just started by another.</summary>
    public void Suspend(Func<IReadOnlyList<ProcessTable.Entry>> find)
    {
        lock (_gate)
        {
            for (var looks = 0; looks < MostLooks; looks++)
            {
                var before = _suspended.Count;
                foreach (var process in find())
                {
                    if (process.State == ProcessTable.State.Running && _known.Add(process.Id))
                    {
                        _suspended.Add(process.Id);
                        _ = Native.kill(process.Id, Native.SIGSTOP);
                    }
                }

                if (_suspended.Count == before)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Continues them, latest first, so that a parent that checks its children finds them running.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            for (var i = _suspended.Count - 1; i >= 0; i--)
            {
                _ = Native.kill(_suspended[i], Native.SIGCONT);
            }

            _suspended.Clear();
            _known.Clear();
        }
    }
}
