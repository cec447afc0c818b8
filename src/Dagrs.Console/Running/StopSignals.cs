using System.Runtime.InteropServices;
using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Scheduling;

namespace Dagrs.Console.Running;

/// <summary>
/// Brings signals to the run: of those that ask dagrs to end the first stops it, and the second kills what still runs; Ctrl-Z halts dagrs with
/// all tasks. One that comes before there is a run waits in the main loop, on whose thread all this is done.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // SIGXFSZ is heard and no more: a file that may not grow then tells so where it is written.
    private static readonly int[] Taken =
    [
        TakenSignals.SIGINT, TakenSignals.SIGTERM, TakenSignals.SIGHUP, TakenSignals.SIGTSTP, TakenSignals.SIGCONT, TakenSignals.SIGXFSZ,
    ];

    private readonly MainLoop _loop;
    private readonly List<PosixSignalRegistration> _registrations = []; // on Windows
    private Scheduler? _run;
    private ISuspendable? _executor;
    private LiveScreen? _screen;
    private Action? _whenIdle;
    private bool _wasIdle; // when a signal came, or nearly
    private int _count;
    private int _continued; // how often; on the thread that hears

    /// <param name="loop">Where they are brought from.</param>
    /// <exception cref="UsageException">The system has no thread for it.</exception>
    public StopSignals(MainLoop loop)
    {
        _loop = loop;
        if (OperatingSystem.IsWindows())
        {
            Register(PosixSignal.SIGINT, TakenSignals.SIGINT);
            Register(PosixSignal.SIGTERM, TakenSignals.SIGTERM);
            Register(PosixSignal.SIGHUP, TakenSignals.SIGHUP);
        }
        else if (!TakenSignals.TryTake(Taken, Hear))
        {
            throw new UsageException(ExitCode.OwnFailure, "cannot run anything: no more threads or processes are allowed");
        }
    }

    /// <summary>Signals go to this run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="executor">Halts its tasks.</param>
    /// <param name="screen">What must not stay on the terminal while dagrs is halted; null: nothing.</param>
    public void DirectTo(Scheduler run, IExecutor executor, LiveScreen? screen)
    {
        (_run, _executor, _screen) = (run, executor as ISuspendable, screen);
        _whenIdle = null;
        _count = 0;
        if (screen is not null)
        {
            _ = TakenSignals.TryTake([TakenSignals.SIGQUIT], Hear); // Ctrl-\ ends dagrs at once, but not before the area has gone
        }
    }

    /// <summary>There is no run: a signal that asks dagrs to end is told of, one that has come since the last run, or at its end, as well.</summary>
    /// <param name="whenAsked">Told, on the thread of the main loop; null: the signal waits.</param>
    public void DirectTo(Action? whenAsked)
    {
        _wasIdle |= _count > 0; // it may have come too late to stop a task of the run
        (_run, _screen, _whenIdle) = (null, null, whenAsked);
        if (_wasIdle)
        {
            whenAsked?.Invoke();
        }
    }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        if (!OperatingSystem.IsWindows())
        {
            TakenSignals.GiveBack(Taken);
        }
    }

    private void Register(PosixSignal signal, int number) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        _loop.Post(() => Bring(number));
    }));

    private void Hear(int signal)
    {
        if (signal == TakenSignals.SIGCONT)
        {
            Interlocked.Increment(ref _continued);
            _loop.Post(() => _executor?.Resume()); // a shell may have put dagrs in the foreground
        }
        else if (signal == TakenSignals.SIGTSTP)
        {
            var before = Volatile.Read(ref _continued);
            _loop.Post(() => HaltUnlessContinuedSince(before));
        }
        else if (signal == TakenSignals.SIGQUIT)
        {
            _screen?.End();
            OwnProcess.EndBy(signal);
        }
        else if (signal != TakenSignals.SIGXFSZ)
        {
            _loop.Post(() => Bring(signal));
        }
    }

    private void Bring(int signal)
    {
        if (_run is null)
        {
            _wasIdle = true;
            _whenIdle?.Invoke();
        }
        else if (++_count == 1)
        {
            _run.Stop(new StopCause.Signal(Signals.NameOf(signal)));
        }
        else
        {
            _run.Kill();
        }
    }

    // As the system has it: who is continued is not halted by what was sent before, nor is a program that no shell could continue.
    private void HaltUnlessContinuedSince(int before)
    {
        if (Volatile.Read(ref _continued) == before && !OwnProcess.CannotBeContinued())
        {
            _screen?.Halt();
            _loop.Suspend(() => Halt(before));
            _screen?.Resume();
        }
        else
        {
            _executor?.Resume(); // whoever has the terminal was halted by the same key
        }
    }

    private void Halt(int before)
    {
        _executor?.Suspend();
        if (Volatile.Read(ref _continued) == before) // halting the tasks takes a while
        {
            OwnProcess.Halt();
        }

        _executor?.Resume();
    }
}
