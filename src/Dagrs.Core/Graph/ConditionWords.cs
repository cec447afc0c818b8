namespace Dagrs.Core.Graph;

/// <summary>The condition of a task in words.</summary>
internal static class ConditionWords
{
    /// <summary>The condition as far as it was not known before the run; null: there is none.</summary>
    public static string? Of(TaskNode task) => task.Spec?.Late?.Condition ?? (task.Settings.If is null ? null : "a function");
}
