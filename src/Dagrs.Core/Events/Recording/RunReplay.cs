using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>A run as data, built from its report alone where the events did not arrive: without output, and with only one of several attempts.</summary>
internal static class RunReplay
{
    /// <param name="started">The start of the run.</param>
    /// <param name="report">Its outcome.</param>
    /// <param name="folder">The folder in which dagrs was started; null: unknown.</param>
    /// <param name="exitCode">The exit code of dagrs.</param>
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
