using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;

namespace Dagrs.Core.Scheduling;

/// <summary>Publishes what one attempt of a command does, with secrets masked in its output. Thread-safe.</summary>
/// <param name="task">The task.</param>
/// <param name="events">Where the events are published.</param>
/// <param name="attempt">Which attempt this is, from 1.</param>
/// <param name="secrets">What is masked; null: nothing.</param>
/// <param name="log">Where its output also goes, unmasked; null: nowhere.</param>
internal sealed class AttemptSink(TaskNode task, EventHub events, int attempt, SecretValues? secrets, TaskLog? log) : IOutputSink, ITerminalObserver
{
    private const int LookAgain = 50; // ms

    private readonly MaskedStream?[] _masked = secrets is null ? [] : new MaskedStream?[1 + (int)OutputChannel.Error];
    private bool _isOver;

    /// <summary>True when the command was given the terminal.</summary>
    public bool HadTerminal { get; private set; }

    public void Lent(CancellationToken giveUp)
    {
        HadTerminal = true;
        if (!events.IsWatched)
        {
            return;
        }

        var told = new ManualResetEventSlim(); // not disposed of: a slow reporter may set it after nobody waits for it any more
        events.Publish(new RunEvent.TerminalLent(task) { WhenTold = told.Set });
        while (!told.Wait(LookAgain, CancellationToken.None) && !giveUp.IsCancellationRequested)
        {
        }
    }

    public void Returned() => events.Publish(new RunEvent.TerminalReturned(task));

    public void Started(int pid)
    {
        if (events.TellsProcesses)
        {
            events.Publish(new RunEvent.ProcessStarted(task, attempt, pid));
        }
    }

    public void Write(OutputChannel channel, ReadOnlySpan<byte> bytes)
    {
        log?.Write(channel, bytes);
        if (!events.IsWatched)
        {
            return;
        }

        if (secrets is null)
        {
            events.Publish(new RunEvent.TaskOutput(task, channel, bytes.ToArray()));
            return;
        }

        lock (_masked)
        {
            Publish(channel, (_masked[(int)channel] ??= new(secrets)).Add(bytes, _isOver));
        }
    }

    public void Warn(string message) => events.Publish(new RunEvent.TaskWarned(task, message));

    /// <summary>Flushes the output that is held back; from now on nothing is.</summary>
    public void End()
    {
        lock (_masked)
        {
            _isOver = true;
            for (var channel = 0; channel < _masked.Length; channel++)
            {
                if (_masked[channel] is { } masked)
                {
                    Publish((OutputChannel)channel, masked.Add([], isEnd: true));
                }
            }
        }
    }

    private void Publish(OutputChannel channel, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            events.Publish(new RunEvent.TaskOutput(task, channel, bytes.ToArray()));
        }
    }
}
