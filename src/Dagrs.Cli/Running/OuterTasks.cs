using Dagrs.Core.Model;

namespace Dagrs.Cli.Running;

/// <summary>The tasks that this dagrs runs within: the one that has started it, and those above that one.</summary>
internal static class OuterTasks
{
    /// <summary>Their ids; none when no task has started it.</summary>
    public static string[] Ids { get; } = Find();

    /// <summary>Lets those know that tasks of this run start. To be called before their environment is made.</summary>
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
