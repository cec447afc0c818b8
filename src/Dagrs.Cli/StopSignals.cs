using System.Runtime.InteropServices;
using Dagrs.Core.Events;
using Dagrs.Core.Scheduling;

namespace Dagrs.Cli;

/// <summary>Brings the signals that ask dagrs to end to the run: the first stops it, the second kills what still runs.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Scheduler _run;
    private int _count;

    public StopSignals(Scheduler run)
    {
        _run = run;
        Register(PosixSignal.SIGINT);
        Register(PosixSignal.SIGTERM);
        Register(PosixSignal.SIGHUP);
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Register(PosixSignal signal) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) == 1)
        {
            _run.Stop(new StopCause.Signal(signal.ToString()));
        }
        else
        {
            _run.Kill();
        }
    }));
}
