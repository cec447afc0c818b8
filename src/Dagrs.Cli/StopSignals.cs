using System.Runtime.InteropServices;
using Dagrs.Core.Events;
using Dagrs.Core.Scheduling;

namespace Dagrs.Cli;

/// <summary>
/// Brings the signals that ask dagrs to end to the run: the first stops it, the second kills what still runs. One that comes
/// before there is a run waits for it.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly List<PosixSignal> _early = [];
    private Scheduler? _run;
    private int _count;

    public StopSignals()
    {
        Register(PosixSignal.SIGINT);
        Register(PosixSignal.SIGTERM);
        Register(PosixSignal.SIGHUP);
    }

    /// <summary>From now on signals go to this run, first those that have come already.</summary>
    public void DirectTo(Scheduler run)
    {
        lock (_gate)
        {
            _run = run;
            _early.ForEach(signal => Bring(signal, run));
        }
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Register(PosixSignal signal) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        lock (_gate)
        {
            if (_run is null)
            {
                _early.Add(signal);
            }
            else
            {
                Bring(signal, _run);
            }
        }
    }));

    private void Bring(PosixSignal signal, Scheduler run)
    {
        if (++_count == 1)
        {
            run.Stop(new StopCause.Signal(signal.ToString()));
        }
        else
        {
            run.Kill();
        }
    }
}
