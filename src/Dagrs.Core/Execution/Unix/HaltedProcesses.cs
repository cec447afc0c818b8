namespace Dagrs.Core.Execution.Unix;

/// <summary>Remembers which processes were stopped, so that the same ones continue, and none that had stopped itself. Thread-safe.</summary>
internal sealed class HaltedProcesses
{
    private const int MostLooks = 10; // a process that keeps starting others is itself stopped sooner or later

    private readonly Lock _gate = new();
    private readonly HashSet<int> _known = [];
    private readonly List<int> _halted = [];

    /// <summary>Stops them, searching again until no process was just started by another.</summary>
    public void Halt(Func<IReadOnlyList<ProcessTable.Entry>> find)
    {
        lock (_gate)
        {
            for (var looks = 0; looks < MostLooks; looks++)
            {
                var before = _halted.Count;
                foreach (var process in find())
                {
                    if (process.State == ProcessTable.State.Running && _known.Add(process.Id))
                    {
                        _halted.Add(process.Id);
                        _ = Native.kill(process.Id, Native.SIGSTOP);
                    }
                }

                if (_halted.Count == before)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Continues them, latest first, so that a parent that checks its children finds them running.</summary>
    public void Continue()
    {
        lock (_gate)
        {
            for (var i = _halted.Count - 1; i >= 0; i--)
            {
                _ = Native.kill(_halted[i], Native.SIGCONT);
            }

            _halted.Clear();
            _known.Clear();
        }
    }
}
