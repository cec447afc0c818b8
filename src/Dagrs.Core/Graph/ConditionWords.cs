namespace Dagrs.Core.Graph;

/// <summary>The text of a task's condition.</summary>
internal static class ConditionWords
{
    /// <summary>The condition, as far as it was unknown before the run; null: none.</summary>
    public static string? Of(TaskNode task) => task.Spec?.Late?.Condition ?? (task.Settings.If is null ? null : "a function");
}
