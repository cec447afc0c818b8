namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Finds the file of a program as a shell does: a name with a slash is a path, any other is looked for in <c>PATH</c>. Nothing is
/// remembered: one task may make or remove the program of the next.
/// </summary>
internal static class ProgramPath
{
    private const int ExecuteAccess = 1;

    /// <summary>The path of an executable file, or the reason why there is none.</summary>
    /// <param name="program">A name or a path.</param>
    /// <param name="searchPath">The value of <c>PATH</c> that the command will see.</param>
    /// <param name="directory">The folder that relative paths count from.</param>
    public static (string? Path, string? Problem) Find(string program, string searchPath, string directory)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return Judge(program, Path.Combine(directory, program));
        }

        string? problem = null;
        foreach (var folder in searchPath.Split(':'))
        {
            var candidate = Path.Combine(directory, folder, program);
            if (!File.Exists(candidate))
            {
                continue;
            }

            var (path, wrong) = Judge(program, candidate);
            if (path is not null)
            {
                return (path, null);
            }

            problem ??= wrong;
        }

        return (null, problem ?? $"program '{OneLine(program)}' was not found in PATH");
    }

    private static (string? Path, string? Problem) Judge(string program, string candidate)
    {
        if (Directory.Exists(candidate))
        {
            return (null, $"program '{OneLine(program)}' is a folder");
        }

        if (!File.Exists(candidate))
        {
            return (null, $"program '{OneLine(program)}' does not exist");
        }

        return Native.access(candidate, ExecuteAccess) == 0
            ? (candidate, null)
            : (null, $"program '{OneLine(program)}' is not executable: permission denied");
    }

    private static string OneLine(string program) => Model.OneLine.Of(program, 200);
}
