namespace Dagrs.Core.Events.Recording;

/// <summary>The events of a run that does not start because its file or its command line is wrong.</summary>
internal static class ProblemEvents
{
    /// <param name="run">What is known of it; it has no tasks.</param>
    /// <param name="problems">The problems.</param>
    /// <param name="exitCode">The exit code of dagrs.</param>
    public static IEnumerable<RecordedEvent> Of(RecordedRun run, IReadOnlyList<RecordedProblem> problems, int exitCode)
    {
        var number = 0L;
        yield return new RecordedEvent.RunStarted(++number, run.Start, run.Id, run);
        foreach (var problem in problems)
        {
            yield return new RecordedEvent.Problem(++number, run.Start, run.Id, problem);
        }

        yield return new RecordedEvent.RunFinished(++number, run.Start, run.Id, exitCode, TimeSpan.Zero, []);
    }
}
