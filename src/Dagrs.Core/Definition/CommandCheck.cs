using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Finds commands that cannot mean what they say. It looks at one task at a time and, for a program with a blank in its name, at the disk.</summary>
internal static class CommandCheck
{
    /// <summary>The problems with commands, task by task.</summary>
    /// <param name="definition">The tasks.</param>
    /// <param name="defaults">The defaults of all tasks.</param>
    /// <param name="folder">The folder of the file.</param>
    public static IEnumerable<Problem> Problems(DagDefinition definition, TaskSettings defaults, string folder)
    {
        var groups = new HashSet<object>(ReferenceEqualityComparer.Instance); // instances of one matrix share the list of keys
        foreach (var task in definition.Tasks)
        {
            if (IsPlain(task, defaults))
            {
                continue; // nearly all, and there are many
            }

            foreach (var problem in Problems(task, defaults, folder, groups))
            {
                yield return problem with { Source = task.Scope?.File.Source };
            }
        }
    }

    private static bool IsPlain(TaskDefinition task, TaskSettings defaults) => task.Command is Command.Shell && defaults.Shell is null && task.Settings.Shell is null;

    private static IEnumerable<Problem> Problems(TaskDefinition task, TaskSettings defaults, string folder, HashSet<object> groups)
    {
        var id = task.Id;
        if (task.Command is Command.Program(var words) && !Template.HasExpression(words[0]) && ProblemOf(words, task.Settings.Over(defaults), folder) is { } wrong)
        {
            yield return new(ProblemCode.ListOfCommands, task.CommandPlace, $"'cmd' of task {Quoted.Name(id.Value)}: {wrong}");
        }

        if (task.Command is Command.Shell { Script.Length: > 0 } shell && task.Settings.Over(defaults).Shell == Interpreter.None && WordSplitter.Split(shell.Script) is not { Count: > 0 })
        {
            yield return new(ProblemCode.BadValue, task.CommandPlace, $"'cmd' of task {Quoted.Name(id.Value)} has an unclosed quote; close it, or remove 'shell: none'");
        }

        if (task is { Command: null, Action: null } && task.After.Count == 0)
        {
            yield return new(ProblemCode.MissingKey, id.Place, $"task {Quoted.Name(id.Value)} has no 'cmd'; only a group (a task with 'after') can omit it");
        }
        else if (task is { Command: null, Action: null, KeysOfWork.Count: > 0 } && groups.Add(task.KeysOfWork))
        {
            foreach (var (key, place) in task.KeysOfWork)
            {
                yield return new(ProblemCode.GroupKey, place, $"{Quoted.Name(key)} needs a 'cmd', and {Quoted.Name(id.Value)} is a group, which only joins its dependencies");
            }
        }
    }

    /// <summary>Why a list cannot be a program with its arguments; null when it can.</summary>
    /// <param name="words">The list.</param>
    /// <param name="settings">The settings of its task.</param>
    /// <param name="folder">The folder of the file.</param>
    private static string? ProblemOf(IReadOnlyList<string> words, TaskSettings settings, string folder)
    {
        var first = words[0];
        if (first.AsSpan().IndexOfAny(' ', '\t', '\n') < 0)
        {
            return null; // the usual case: no look at the disk
        }

        var directory = settings.Directory is null ? "." : Path.Combine(folder, settings.Directory);
        var path = settings.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? "";
        var program = first.TrimStart().Split([' ', '\t', '\n'], 2)[0];
        var mayBeMade = first.Contains('/', StringComparison.Ordinal) && !IsThere(program, path, directory); // by an earlier task
        return mayBeMade || IsThere(first, path, directory) ? null : $"there is no program '{OneLine.Of(first, 100)}'; {Command.Program.WhatAListIs}";
    }

    /// <summary>What is probably a mistake: outputs that a script uses but does not get.</summary>
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
                var after = outputs switch { 0 => "no dependencies", 1 => "only one dependency", _ => $"only {outputs} dependencies" };
                yield return new(ProblemCode.NoSuchOutput, task.CommandPlace, $"'${number}' in 'cmd' of task {Quoted.Name(task.Id.Value)} is always empty: it is the output of dependency {number}, and the task has {after}");
            }
        }
    }

    private static bool IsThere(string program, string path, string directory) => program.Contains('/', StringComparison.Ordinal)
        ? File.Exists(Path.Combine(directory, program))
        : path.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(directory, folder, program)));
}
