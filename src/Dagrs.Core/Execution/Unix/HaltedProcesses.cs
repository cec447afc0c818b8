namespace Dagrs.Core.Execution.Unix;

/// <summary>Remembers which processes were halted, so that the same go on and none that had halted itself. Thread-safe.</summary>
internal sealed class HaltedProcesses
{
    private const int MostLooks = 10; // one that starts processes all the time is halted sooner or later itself

    private readonly Lock _gate = new();
    private readonly HashSet<int> _known = [];
    private readonly List<int> _halted = [];

    /// <summary>Halts them, looking again until there is none that was just started by another.</summary>
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

    /// <summary>Lets them go on, the latest first: whoever watches what it has started sees it run.</summary>
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
