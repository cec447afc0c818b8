using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Finds the file of a program as a shell does: a name with a slash is a path, any other is looked up in <c>PATH</c>. Nothing is cached: a task may
/// have just installed what the next one runs.
/// </summary>
internal static class ProgramPath
{
    private const int ExecuteAccess = 1;

    /// <summary>The path of an executable file as a shell would execute it, or the reason why there is none.</summary>
    /// <param name="program">A name or a path.</param>
    /// <param name="searchPath">The value of <c>PATH</c> that the command will see.</param>
    /// <param name="directory">The base of relative paths, including the result.</param>
    public static (string? Path, string? Problem) Find(string program, string searchPath, string directory)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            var wrong = Judge(program, Path.Combine(directory, program));
            return wrong is null ? (program, null) : (null, wrong);
        }

        string? problem = null;
        foreach (var folder in program.Length == 0 ? [] : searchPath.Split(':'))
        {
            var found = folder.Length == 0 ? program : folder + "/" + program; // what the program sees as its own path
            var candidate = Path.Combine(directory, found);
            if (!CanExecute(candidate) && !File.Exists(candidate))
            {
                continue;
            }

            if (Judge(program, candidate) is not { } wrong)
            {
                return (found, null);
            }

            problem ??= wrong;
        }

        return (null, problem ?? Explained(program, $"program '{OneLine(program)}' was not found in PATH"));
    }

    private static string? Judge(string program, string candidate)
    {
        if (Directory.Exists(candidate))
        {
            return $"program '{OneLine(program)}' is a folder";
        }

        if (CanExecute(candidate))
        {
            return null;
        }

        return File.Exists(candidate)
            ? $"program '{OneLine(program)}' is not executable: permission denied"
            : Explained(program, $"program '{OneLine(program)}' does not exist");
    }

    // Users of runners whose lists hold commands write this by mistake.
    private static string Explained(string program, string words) => program.AsSpan().IndexOfAny(' ', '\t', '\n') < 0
        ? words
        : words + "; " + Command.Program.WhatAListIs;

    private static bool CanExecute(string path) => Native.access(path, ExecuteAccess) == 0;

    private static string OneLine(string program) => Model.OneLine.Of(program, 200);
}
