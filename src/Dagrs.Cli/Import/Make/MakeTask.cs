using System.Text.RegularExpressions;
using Dagrs.Cli.Import.Shell;

namespace Dagrs.Cli.Import.Make;

/// <summary>Imports a target of a Makefile as a task.</summary>
internal sealed partial class MakeTask(MakeTarget target, MakeTargets targets, MakeValues values, MakeShell shell)
{
    private readonly ImportedTask _task = new(target.Name);
    private readonly List<string> _assignments = [];

    public ImportedTask Read()
    {
        _task.Desc = string.IsNullOrWhiteSpace(target.Desc) ? null : target.Desc;
        target.Todos.ForEach(todo => _task.Todo(todo));
        if (target.MadeBy is { } other)
        {
            _task.After.Add(other);
            return _task;
        }

        foreach (var name in target.Prerequisites.Concat(target.OrderOnly).Where(name => targets.Find(name) is not null && name != target.Name))
        {
            _task.After.Add(name);
        }

        ReadRecipe();
        if (_task.Command is not null && !targets.Phony.Contains(target.Name))
        {
            ReadFiles();
        }

        return _task;
    }

    private void ReadRecipe()
    {
        List<ShellStep> steps = [];
        foreach (var line in target.Recipe ?? [])
        {
            // With .ONESHELL the prefixes of the first line are those of the whole recipe; from later lines they are only removed.
            var command = shell.HasOneShell && steps.Count > 0 ? line.TrimStart('@', '-', '+') : line.TrimStart(' ', '\t', '@', '-', '+');
            var mayFail = shell.IgnoresFailures || line[..^command.Length].Contains('-', StringComparison.Ordinal);
            if (command.StartsWith('#'))
            {
                steps.Add(new(values.ForShell(command, Automatic, words => { }, []).ReplaceLineEndings(" ")) { IsRaw = true });
                continue;
            }

            var text = values.ForShell(command, Automatic, words => _task.Todo(words, "cmd"), _assignments).TrimEnd();
            if (text.Length > 0)
            {
                steps.Add(new(text) { MayFail = mayFail, EndsAtFailure = shell.EndsAtFailure });
            }

            if (Makes().IsMatch(command))
            {
                _task.Todo($"this runs make itself; list the targets under 'after', or import that Makefile and 'include' it: {command}", "cmd");
            }
        }

        if (steps.TrueForAll(step => step.IsRaw))
        {
            return;
        }

        if (shell.HasOneShell)
        {
            steps = [new(string.Join('\n', steps.Select(step => step.Text))) { MayFail = shell.IgnoresFailures || steps[0].MayFail, EndsAtFailure = shell.EndsAtFailure }];
        }

        _task.Command = JoinedSteps.Of([.. _assignments.Select(line => new ShellStep(line) { IsRaw = true }), .. steps]);
    }

    private string? Automatic(string name) => name switch
    {
        "@" => target.Name,
        "<" => target.Prerequisites.FirstOrDefault(""),
        "^" => string.Join(' ', target.Prerequisites.Distinct()),
        "+" => string.Join(' ', target.Prerequisites),
        "|" => string.Join(' ', target.OrderOnly.Distinct()),
        "*" => target.Stem,
        ['@' or '<' or '^' or '+' or '*', 'D' or 'F'] => Part(Automatic(name[..1])!, name[1]),
        _ => null,
    };

    private static string Part(string names, char part) => string.Join(' ', MakeText.Words(names).Select(name =>
        name.LastIndexOf('/') is var slash && part == 'F' ? name[(slash + 1)..] : slash < 0 ? "." : slash == 0 ? "/" : name[..slash]));

    private void ReadFiles()
    {
        if (targets.All.Any(other => other.Name.StartsWith(target.Name.TrimEnd('/') + "/", StringComparison.Ordinal)) || OnlyMakesFolder())
        {
            _task.Outputs = []; // a folder: its contents are made by others
            return;
        }

        if (!IsFile())
        {
            _task.Todo($"'{target.Name}' is not in .PHONY, but its recipe does not show that it makes a file of that name: it has no outputs, so it runs every time");
            return;
        }

        _task.Outputs = [target.Name, .. target.AlsoMakes];
        var inputs = target.Prerequisites.Where(name => targets.Find(name) is null).Distinct().ToList();
        _task.Inputs = inputs.Count > 0 ? inputs : null;
        foreach (var name in inputs.Where(name => name.EndsWith(".o", StringComparison.Ordinal)))
        {
            _task.Todo($"'{name}' has no rule in this file: make uses an implicit rule, such as '$(CC) -c'", "inputs");
        }

        foreach (var name in target.OrderOnly.Where(name => targets.Find(name) is { } before && !targets.Phony.Contains(name) && before.Recipe is not null && !IsFolder(before)))
        {
            _task.Todo($"'{name}' is order-only in make; here a change to it runs this task again", "after");
        }
    }

    private bool IsFile() =>
        target.AlsoMakes.Count > 0 || target.Name.AsSpan().ContainsAny('.', '/') || (target.Recipe ?? []).Any(line => Itself().IsMatch(line) || Regex.IsMatch(line, $@"(?:-o\s*|>\s*|touch\s+|mkdir\s+(?:-p\s+)?){Regex.Escape(target.Name)}(?![\w.-])"));

    private bool OnlyMakesFolder() => target.Recipe is [var line] && FolderMade().IsMatch(line);

    private bool IsFolder(MakeTarget other) => targets.All.Any(one => one.Name.StartsWith(other.Name.TrimEnd('/') + "/", StringComparison.Ordinal)) || other.Recipe is [var line] && FolderMade().IsMatch(line);

    [GeneratedRegex(@"\$(?:@|[({]@)")]
    private static partial Regex Itself();

    [GeneratedRegex(@"^\W*mkdir\s+(?:-p\s+)?\$(?:@|[({]@[)}])\s*$")]
    private static partial Regex FolderMade();

    [GeneratedRegex(@"(?:^|[\s;&|(])(?:\$[({]MAKE[)}]|make)(?:\s|$)")]
    private static partial Regex Makes();
}
