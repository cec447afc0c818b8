using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <content>Carries out what the rules have decided.</content>
internal sealed partial class RunLoop
{
    /// <summary>Carries out what the rules have decided.</summary>
    private void CarryOut(long now)
    {
        while (_progress.TryTakeSettled(out var settled))
        {
            if (settled.State == TaskState.Skipped)
            {
                _scope.Values.SetMissing(settled.Task);
            }

            Finish(settled.Task, settled.State, settled.Reason, 0, now);
            if (_progress.IsAsked(settled.Task) && _scope.Options.TaskMemory?.IsAskedAbout(_scope.Dag.Node(settled.Task)) == true)
            {
                _scope.Options.TaskMemory.Fail(_scope.Dag.Node(settled.Task)); // it was about to run, but now does not
            }
        }

        if (_progress.HasService)
        {
            CarryOutForServices();
        }

        if (_progress.Stop is not { } stop)
        {
            return;
        }

        if (!ReferenceEquals(stop, _told))
        {
            _told = stop;
            _scope.Events.Publish(new RunEvent.RunStopping(stop) { CleanUp = stop is StopCause.Failure ? [] : _progress.CleanUpAhead() });
        }

        if (_progress.EndsRunning && !_scope.Stops.IsTerminating)
        {
            _scope.Stops.Terminate();
            _timers.KillAfterGrace();
        }

        if (_progress.IsCleaningUp && !_endsCleanUp)
        {
            _endsCleanUp = true;
            _timers.EndCleanUpLater();
        }
    }
}
