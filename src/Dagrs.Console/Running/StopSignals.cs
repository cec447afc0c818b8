using System.Runtime.InteropServices;
using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Scheduling;

namespace Dagrs.Console.Running;

/// <summary>
/// Passes signals on to the run: the first one that asks dagrs to end stops it, the second kills what is still running; Ctrl-Z suspends dagrs with
/// all tasks. A signal that arrives before there is a run waits in the main loop, on whose thread everything here happens.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // SIGXFSZ is caught and otherwise ignored: the write that exceeds the file size limit then fails with an error.
    private static readonly int[] Handled =
    [
        SignalHandlers.SIGINT, SignalHandlers.SIGTERM, SignalHandlers.SIGHUP, SignalHandlers.SIGTSTP, SignalHandlers.SIGCONT, SignalHandlers.SIGXFSZ,
    ];

    private readonly MainLoop _loop;
    private readonly List<PosixSignalRegistration> _registrations = []; // on Windows
    private Scheduler? _run;
    private ISuspendable? _executor;
    private LiveScreen? _screen;
    private Action? _whenIdle;
    private bool _wasIdle; // there was no run when a signal arrived, or almost none
    private int _count;
    private int _continued; // number of continuations; counted on the signal thread

    /// <param name="loop">The main loop that receives them.</param>
    /// <exception cref="UsageException">The system has no thread for it.</exception>
    public StopSignals(MainLoop loop)
    {
        _loop = loop;
        if (OperatingSystem.IsWindows())
        {
            Register(PosixSignal.SIGINT, SignalHandlers.SIGINT);
            Register(PosixSignal.SIGTERM, SignalHandlers.SIGTERM);
            Register(PosixSignal.SIGHUP, SignalHandlers.SIGHUP);
        }
        else if (!SignalHandlers.TryInstall(Handled, Hear))
        {
            throw new UsageException(ExitCode.OwnFailure, "cannot run anything: no more threads or processes are allowed");
        }
    }

    /// <summary>Directs signals to this run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="executor">Suspends its tasks.</param>
    /// <param name="screen">Removed from the terminal while dagrs is suspended; null: none.</param>
    public void DirectTo(Scheduler run, IExecutor executor, LiveScreen? screen)
    {
        (_run, _executor, _screen) = (run, executor as ISuspendable, screen);
        _whenIdle = null;
        _count = 0;
        if (screen is not null)
        {
            _ = SignalHandlers.TryInstall([SignalHandlers.SIGQUIT], Hear); // Ctrl-\ ends dagrs at once, but only after the area is removed
        }
    }

    /// <summary>There is no run now: a signal that asks dagrs to end is reported, including one that arrived since the last run, or at its end.</summary>
    /// <param name="whenAsked">Called on the thread of the main loop; null: the signal waits.</param>
    public void DirectTo(Action? whenAsked)
    {
        _wasIdle |= _count > 0; // it may have arrived too late to stop a task of the run
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
            SignalHandlers.Restore(Handled);
        }
    }

    private void Register(PosixSignal signal, int number) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        _loop.Post(() => Bring(number));
    }));

    private void Hear(int signal)
    {
        if (signal == SignalHandlers.SIGCONT)
        {
            Interlocked.Increment(ref _continued);
            _loop.Post(() => _executor?.Resume()); // a shell may have brought dagrs to the foreground
        }
        else if (signal == SignalHandlers.SIGTSTP)
        {
            var before = Volatile.Read(ref _continued);
            _loop.Post(() => SuspendUnlessContinuedSince(before));
        }
        else if (signal == SignalHandlers.SIGQUIT)
        {
            _screen?.End();
            OwnProcess.EndBy(signal);
        }
        else if (signal != SignalHandlers.SIGXFSZ)
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

    // As in the kernel: a continue cancels earlier stops, and a program that no shell could continue is not suspended.
    private void SuspendUnlessContinuedSince(int before)
    {
        if (Volatile.Read(ref _continued) == before && !OwnProcess.CannotBeResumed())
        {
            _screen?.Suspend();
            _loop.Suspend(() => Suspend(before));
            _screen?.Resume();
        }
        else
        {
            _executor?.Resume(); // the task with the terminal was suspended by the same key
        }
    }

    private void Suspend(int before)
    {
        _executor?.Suspend();
        if (Volatile.Read(ref _continued) == before) // suspending the tasks takes a while
        {
            OwnProcess.Suspend();
        }

        _executor?.Resume();
    }
}
