namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Threads that each look after one command from start to end, blocking. There are as many as there are concurrent commands. A command started by the
/// end of another continues on the same thread, so a chain of commands costs no thread switch.
/// </summary>
/// <param name="keep">True when threads stay as long as the process does: the system may refuse to replace one that has gone.</param>
internal sealed class SlotThreads(bool keep)
{
    private const int StackSize = 256 * 1024;
    private readonly TimeSpan _idleTime = keep ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(10);

    [ThreadStatic]
    private static Slot? _slotOfThread;

    private readonly object _gate = new();
    private readonly Queue<Action> _waiting = new();
    private int _idle;

    /// <summary>Runs the work on one of the threads, immediately.</summary>
    public void Run(Action work)
    {
        if (_slotOfThread is { } slot && slot.Owner == this && slot.Next is null)
        {
            slot.Next = work;
            return;
        }

        lock (_gate)
        {
            if (_idle > 0)
            {
                _idle--;
                _waiting.Enqueue(work);
                Monitor.Pulse(_gate);
                return;
            }
        }

        Start(work);
    }

    /// <summary>Starts one of the threads early, for some work before its first command. If no thread can be created, nothing happens.</summary>
    public void Begin(Action work)
    {
        CountIdle(1); // the first command will use it
        try
        {
            Start(() =>
            {
                work();
                CountIdle(-1);
            });
        }
        catch (Exception none) when (none is OutOfMemoryException or ThreadStartException)
        {
            CountIdle(-1);
        }
    }

    private void CountIdle(int more)
    {
        lock (_gate)
        {
            _idle += more;
        }
    }

    private void Start(Action work) => new Thread(() => Serve(work), StackSize) { IsBackground = true, Name = "dagrs slot" }.Start();

    private void Serve(Action? work)
    {
        var slot = _slotOfThread = new Slot(this);
        while (work is not null)
        {
            work();
            work = slot.Next ?? Wait();
            slot.Next = null;
        }
    }

    private Action? Wait()
    {
        lock (_gate)
        {
            _idle++;
            while (_waiting.Count == 0)
            {
                if (!Monitor.Wait(_gate, _idleTime) && _waiting.Count == 0)
                {
                    _idle--;
                    return null;
                }
            }

            return _waiting.Dequeue();
        }
    }

    private sealed class Slot(SlotThreads owner)
    {
        public SlotThreads Owner => owner;

        public Action? Next { get; set; }
    }
}
