using System.Collections.Concurrent;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Finds the file of a program as a shell does: a name with a slash is a path, any other is looked for in <c>PATH</c>. What was
/// found is remembered. Thread-safe.
/// </summary>
internal sealed class ProgramPath
{
    private const int ExecuteAccess = 1;

    private readonly ConcurrentDictionary<(string Program, string SearchPath), string> _found = new();

    /// <summary>The path of an executable file, or the reason why there is none.</summary>
    /// <param name="program">A name or a path.</param>
    /// <param name="searchPath">The value of <c>PATH</c> that the command will see.</param>
    /// <param name="directory">The folder that relative paths count from.</param>
    public (string? Path, string? Problem) Find(string program, string searchPath, string directory)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return Judge(program, Path.Combine(directory, program));
        }

        if (_found.TryGetValue((program, searchPath), out var known))
        {
            return (known, null);
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
            if (path is null)
            {
                problem ??= wrong;
                continue;
            }

            if (Path.IsPathRooted(folder))
            {
                _found[(program, searchPath)] = path;
            }

            return (path, null);
        }

        return (null, problem ?? $"program '{OneLine(program)}' was not found in PATH");
    }

    /// <summary>The file is gone: look again the next time.</summary>
    public void Forget(string program, string searchPath) => _found.TryRemove((program, searchPath), out _);

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
