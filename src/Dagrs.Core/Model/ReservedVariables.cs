namespace Dagrs.Core.Model;

/// <summary>
/// The variables that dagrs itself sets for a command. Nobody else may set them: dagrs finds its processes by some of them, and would leave behind
/// processes that lack them. It does not know where a variable comes from.
/// </summary>
internal static class ReservedVariables
{
    /// <summary>Marks all processes of a run.</summary>
    public const string Run = "DAGRS_RUN";

    /// <summary>Marks all processes of a task.</summary>
    public const string Task = "DAGRS_TASK";

    /// <summary>Marks the processes of one attempt.</summary>
    public const string Attempt = "DAGRS_ATTEMPT";

    /// <summary>The folder that dagrs was started in.</summary>
    public const string Start = "DAGRS_START";

    /// <summary>What followed <c>--</c> on the command line, quoted for sh.</summary>
    public const string Arguments = "DAGRS_ARGS";

    /// <summary>The folder of the file being run.</summary>
    public const string Root = "DAGRS_ROOT";

    /// <summary>The folder of the file that defines the task.</summary>
    public const string Here = "DAGRS_HERE";

    /// <summary>The file to which a task writes its results.</summary>
    public const string Results = "DAGRS_RESULTS";

    /// <summary>For a nested dagrs: the enclosing tasks except the innermost, one id per line; set by a dagrs that a task has started.</summary>
    public const string Within = "DAGRS_WITHIN";

    // Includes names that the design reserves but no version sets yet: a file that uses one of them would break some day.
    private static readonly string[] All = [Run, Task, Attempt, Start, Arguments, Root, Here, Results, Within];

    /// <summary>True for a name that only dagrs may set. Case-insensitive, like the environment of Windows.</summary>
    public static bool Contains(string name) =>
        name.StartsWith("DAGRS_", StringComparison.OrdinalIgnoreCase) && All.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with the name of a variable, phrased to follow "'x' "; null: nothing.</summary>
    public static string? ProblemOf(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0'))
        {
            return "is not a valid variable name";
        }

        return Contains(name) ? "is set by dagrs itself, for every task; use another name" : null;
    }
}
