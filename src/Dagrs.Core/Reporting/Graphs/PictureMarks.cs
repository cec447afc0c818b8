using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>The marks of a task in a picture besides its name, as words, so that nobody has to know colours or shapes.</summary>
internal static class PictureMarks
{
    private static readonly string[] Signs = [.. Enum.GetValues<TaskState>().Select(SignOf)];

    /// <summary>The conditions of a task, or why it is skipped: <c>when: always</c>, <c>if: params.deploy</c>, <c>skipped: ...</c>.</summary>
    /// <param name="task">The task.</param>
    /// <param name="longest">The most characters of each.</param>
    public static IReadOnlyList<string> Conditions(PictureTask task, int longest = int.MaxValue)
    {
        if (!task.IsConditional && !task.IsInteractive && !task.IsService && task.Skipped is null)
        {
            return [];
        }

        var marks = new List<string>();
        if (task.IsService)
        {
            marks.Add("service");
        }

        if (task.IsInteractive)
        {
            marks.Add("interactive");
        }

        if (task.When != "success")
        {
            marks.Add("when: " + task.When);
        }

        if (task.Condition is { } condition)
        {
            marks.Add(OneLine.Of("if: " + condition, longest));
        }

        if (task.Skipped is { } why)
        {
            marks.Add(OneLine.Of("skipped: " + why, longest));
        }

        return marks;
    }

    /// <summary>The outcome, the duration, and whether it is on the critical path: <c>failed, 8.00 s</c>; null: the picture is not of a run.</summary>
    public static string? State(PictureTask task)
    {
        if (task.State is not { } state)
        {
            return null;
        }

        var time = task.Duration is { } duration ? ", " + Times.Words(duration) : "";
        return state.Word() + time + (task.IsCritical ? ", critical path" : "");
    }

    /// <summary>A symbol for a state, to go with its word.</summary>
    public static string Sign(TaskState state) => Signs[(int)state];

    /// <summary>All marks, the state last.</summary>
    public static IReadOnlyList<string> All(PictureTask task, int longest = int.MaxValue) =>
        State(task) is { } state ? [.. Conditions(task, longest), state] : Conditions(task, longest);

    private static string SignOf(TaskState state) => state switch
    {
        TaskState.Succeeded or TaskState.UpToDate => "✓",
        TaskState.Failed or TaskState.TimedOut => "✗",
        TaskState.FailedAllowed => "!",
        TaskState.Canceled => "■",
        TaskState.NotRun or TaskState.Skipped => "–",
        TaskState.Running => "▶",
        _ => "…",
    };
}
