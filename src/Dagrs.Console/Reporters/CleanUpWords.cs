using System.Globalization;
using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Console.Reporters;

/// <summary>The message about clean-up tasks that still run after a stop.</summary>
internal static class CleanUpWords
{
    private const int MostNamed = 5;

    /// <summary>One line; null when there is none.</summary>
    public static string? Of(RunEvent.RunStopping stopping)
    {
        if (stopping.CleanUp.Count == 0)
        {
            return null;
        }

        var names = string.Join(", ", stopping.CleanUp.Take(MostNamed).Select(task => $"'{OneLine.Of(task.Id, 100)}'"));
        var more = stopping.CleanUp.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {stopping.CleanUp.Count - MostNamed} more") : "";
        return $"clean-up runs: {names}{more}; {(stopping.Cause.Words.EndsWith("SIGINT", StringComparison.Ordinal) ? "another Ctrl-C" : "another signal")} kills it";
    }
}
