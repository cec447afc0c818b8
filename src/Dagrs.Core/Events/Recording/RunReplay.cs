using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>A run as data, made of its report alone where the events did not arrive: without what tasks wrote, and of several attempts one.</summary>
internal static class RunReplay
{
    /// <param name="started">How it began.</param>
    /// <param name="report">What has become of it.</param>
    /// <param name="folder">The folder in which dagrs was started; null: not known.</param>
    /// <param name="exitCode">What dagrs exits with.</param>
    public static RecordedRun Of(RunEvent.RunStarted started, RunReport report, string? folder, int exitCode)
    {
        var fold = new RunFold(0);
        var recorder = new EventRecorder(fold) { Folder = folder, ExitCodeOf = _ => exitCode };
        recorder.Report(started);
        foreach (var result in report.Results.OrderBy(result => result.Start))
        {
            if (result.State.WasStarted())
            {
                recorder.Report(new RunEvent.TaskStarted(result.Task) { Start = result.Start });
            }

            if (result.ReadyAt is { } ready)
            {
                recorder.Report(new RunEvent.ServiceReady(result.Task, ready, ready - result.Start));
            }

            recorder.Report(new RunEvent.TaskFinished(result));
        }

        if (report.Stop is { } stop)
        {
            recorder.Report(new RunEvent.RunStopping(stop));
        }

        recorder.Report(new RunEvent.RunFinished(report));
        return fold.Run();
    }
}
