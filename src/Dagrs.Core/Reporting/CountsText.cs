using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Formats one line: the number of tasks, the number in each state, and the time. It knows no run.</summary>
internal static class CountsText
{
    private static readonly TaskState[] Shown = [.. StateWords.Final, TaskState.Running, TaskState.Pending];

    /// <param name="total">The number of tasks.</param>
    /// <param name="countOf">The number of tasks in a state.</param>
    /// <param name="duration">How long the run took.</param>
    /// <param name="withColours">True to colour the words of failure.</param>
    public static string Of(int total, Func<TaskState, int> countOf, TimeSpan duration, bool withColours = false)
    {
        var colours = new StateColours(withColours);
        var counts = new List<string>();
        foreach (var state in Shown)
        {
            if (countOf(state) is > 0 and var count)
            {
                counts.Add(colours.Paint($"{count} {state.CountWord()}", state));
            }
        }

        return $"{total} task{(total == 1 ? "" : "s")}: {string.Join(", ", counts)} in {Times.Words(duration)}";
    }
}
