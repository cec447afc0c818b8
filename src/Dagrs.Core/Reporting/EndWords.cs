using System.Globalization;
using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Describes how a task ended and after how long, in the same words in the log and on the screen.</summary>
internal static class EndWords
{
    private const int Longest = 500; // characters

    /// <summary>A phrase to follow the task: <c>exited with code 3 after 1.20 s</c>. A full sentence where it could not be started.</summary>
    public static string Of(TaskResult result)
    {
        var words = OneLine.Of(result.Outcome?.Words ?? "", Longest);
        var time = Times.Words(result.Duration);
        return (result.Outcome, result.Attempts) switch
        {
            (Outcome.NotStarted, <= 1) or (Outcome.FailedBefore, _) => words,
            (Outcome.NotStarted, var attempts) => string.Create(CultureInfo.InvariantCulture, $"{words} (the last of {attempts} attempts, after {time})"),
            (Outcome.TimedOut, <= 1) => $"{words} and ended after {time}",
            (_, <= 1) => $"{words} after {time}",
            (_, var attempts) => string.Create(CultureInfo.InvariantCulture, $"{words} in the last of {attempts} attempts, after {time}"),
        };
    }
}
