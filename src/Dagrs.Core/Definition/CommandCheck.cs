using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Finds commands that cannot mean what they say. It looks at one task at a time and, for a program with a blank in its name, at the disk.</summary>
internal static class CommandCheck
{
    /// <summary>Why a list is no program with its arguments; null when it may be one.</summary>
    /// <param name="words">The list.</param>
    /// <param name="settings">The settings of its task.</param>
    /// <param name="folder">The folder of the file.</param>
    public static string? ProblemOf(IReadOnlyList<string> words, TaskSettings settings, string folder)
    {
        var first = words[0];
        if (first.AsSpan().IndexOfAny(' ', '\t', '\n') < 0)
        {
            return null; // nearly always: nothing is looked for then
        }

        var directory = settings.Directory is null ? "." : Path.Combine(folder, settings.Directory);
        var path = settings.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? "";
        var program = first.TrimStart().Split([' ', '\t', '\n'], 2)[0];
        var mayBeMade = first.Contains('/', StringComparison.Ordinal) && !IsThere(program, path, directory); // by a task before it
        return mayBeMade || IsThere(first, path, directory) ? null : $"there is no program '{OneLine.Of(first, 100)}'; {Command.Program.WhatAListIs}";
    }

    /// <summary>What is probably not meant: outputs that a text looks at and nobody hands over.</summary>
    public static IEnumerable<Problem> Notes(DagDefinition definition)
    {
        foreach (var task in definition.Tasks)
        {
            if (task is not { Command: Command.Shell(var script), Action: null } || !script.Contains('$', StringComparison.Ordinal))
            {
                continue;
            }

            var shell = task.Settings.Shell ?? definition.Defaults.Shell ?? Interpreter.Sh;
            if (!shell.IsPosixShell || ShellArguments.HighestIn(script) is not (> 0 and var number))
            {
                continue;
            }

            var outputs = task.After.Select(after => after.Value).Distinct(StringComparer.Ordinal).Count();
            if (number > outputs)
            {
                var after = outputs switch { 0 => "nothing", 1 => "one task only", _ => $"{outputs} tasks only" };
                yield return new(ProblemCode.NoSuchOutput, task.CommandPlace, $"'${number}' in 'cmd' of task {Quoted.Name(task.Id.Value)} is always empty: it is the output of predecessor {number}, and the task comes after {after}");
            }
        }
    }

    private static bool IsThere(string program, string path, string directory) => program.Contains('/', StringComparison.Ordinal)
        ? File.Exists(Path.Combine(directory, program))
        : path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(directory, folder, program)));
}
