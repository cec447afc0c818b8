namespace Dagrs.Core.Model;

/// <summary>
/// The variables that dagrs itself sets for a command. Nobody else may: by some of them it knows its processes, and would leave behind
/// those that lack them. It does not know where a variable comes from.
/// </summary>
internal static class ReservedVariables
{
    /// <summary>The variable by which all processes of a run are known.</summary>
    public const string Run = "DAGRS_RUN";

    /// <summary>The variable by which all processes of a task are known.</summary>
    public const string Task = "DAGRS_TASK";

    /// <summary>The variable by which the processes of one attempt are known.</summary>
    public const string Attempt = "DAGRS_ATTEMPT";

    /// <summary>The folder that dagrs was started in.</summary>
    public const string Start = "DAGRS_START";

    /// <summary>What followed <c>--</c> on the command line, quoted for sh.</summary>
    public const string Arguments = "DAGRS_ARGS";

    /// <summary>The folder of the file that is run.</summary>
    public const string Root = "DAGRS_ROOT";

    /// <summary>The folder of the file that the task is in.</summary>
    public const string Here = "DAGRS_HERE";

    /// <summary>The file to which a task writes its results.</summary>
    public const string Results = "DAGRS_RESULTS";

    /// <summary>The tasks that a dagrs runs within besides the nearest one, an id a line: set by a dagrs that a task has started.</summary>
    public const string Within = "DAGRS_WITHIN";

    // Also those that the design gives a meaning and no version sets yet: a file that takes one of them would break some day.
    private static readonly string[] All = [Run, Task, Attempt, Start, Arguments, Root, Here, Results, Within];

    /// <summary>True for a name that only dagrs gives a value. Case makes no difference, as for the environment of Windows.</summary>
    public static bool Contains(string name) =>
        name.StartsWith("DAGRS_", StringComparison.OrdinalIgnoreCase) && All.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with the name of a variable, in words that follow "'x' "; null when nothing is.</summary>
    public static string? ProblemOf(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0'))
        {
            return "cannot be the name of a variable";
        }

        return Contains(name) ? "is set by dagrs itself, for every task; take another name" : null;
    }
}
