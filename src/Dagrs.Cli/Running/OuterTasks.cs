using Dagrs.Core.Model;

namespace Dagrs.Cli.Running;

/// <summary>The tasks that this dagrs runs inside of: the one that started it, and those outside of that one.</summary>
internal static class OuterTasks
{
    /// <summary>Their ids; empty when no task started it.</summary>
    public static string[] Ids { get; } = Find();

    /// <summary>Passes them on to tasks of this run. To be called before the tasks' environment is made.</summary>
    public static void TellInnerOnes()
    {
        if (Ids.Length > 0)
        {
            TaskFolder.Set(ReservedVariables.Within, string.Join('\n', Ids));
        }
    }

    private static string[] Find()
    {
        if (Environment.GetEnvironmentVariable(ReservedVariables.Run) is null || Environment.GetEnvironmentVariable(ReservedVariables.Task) is not { } task)
        {
            return [];
        }

        return Environment.GetEnvironmentVariable(ReservedVariables.Within) is { Length: > 0 } above ? [.. above.Split('\n'), task] : [task];
    }
}
