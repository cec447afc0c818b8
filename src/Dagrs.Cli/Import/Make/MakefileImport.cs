using Dagrs.Core.Definition;
using static Dagrs.Cli.Import.Make.MakeStatement;

namespace Dagrs.Cli.Import.Make;

/// <summary>Imports the rules of a Makefile as tasks.</summary>
internal sealed class MakefileImport
{
    private readonly ImportedFile _file;
    private readonly MakeVariables _variables;
    private readonly MakeTargets _targets;
    private readonly Stack<bool?> _conditions = new(); // of open conditionals: taken, not taken, unknown

    private MakefileImport(ImportedFile file, IReadOnlyList<MakeStatement> statements)
    {
        (_file, _variables) = (file, new(statements));
        _targets = new(file, _variables);
    }

    /// <exception cref="InvalidFileException">It is not a Makefile.</exception>
    public static ImportedFile Read(SourceText source)
    {
        var statements = MakefileReader.Read(source);
        var import = new MakefileImport(new(source.Path), statements);
        foreach (var statement in statements)
        {
            import.Read(statement);
        }

        import._targets.Settle();
        if (import._targets.All.Count == 0)
        {
            throw ImportProblem.Of(source, ProblemCode.NoTasks, new(1, 1, 2), "there are no targets");
        }

        import.Write();
        return import._file;
    }

    private void Read(MakeStatement statement)
    {
        if (statement is Conditional conditional)
        {
            ReadCondition(conditional);
            return;
        }

        if (_conditions.Any(taken => taken is not true))
        {
            _file.Todo($"line {statement.Line} is left out, because its condition is {(_conditions.Any(taken => taken is null) ? "not known" : "false")} here: {statement.Source}");
            return;
        }

        switch (statement)
        {
            case Assignment assignment when assignment.Name.AsSpan().ContainsAny('$', ' ', '\t') || assignment.Name.Length == 0 || assignment.Name is "VPATH" or "MAKEFLAGS":
                _file.Todo($"line {statement.Line}: {statement.Source}");
                break;
            case Assignment assignment:
                _variables.Set(assignment);
                if (assignment.IsExported)
                {
                    _targets.Exports.Add(assignment.Name);
                }

                break;
            case Export { Names.Length: > 0 } export:
                _targets.Exports.AddRange(MakeText.Words(export.Names));
                break;
            case Rule rule:
                _targets.Add(rule);
                break;
            default:
                _file.Todo($"line {statement.Line}: {statement.Source}");
                break;
        }
    }

    // Decided as make does when nothing is set from outside; a note says which way.
    private void ReadCondition(Conditional conditional)
    {
        switch (conditional.Word)
        {
            case "endif":
                _conditions.TryPop(out _);
                return;
            case "else" when conditional.Condition.Length == 0:
                if (_conditions.TryPop(out var before))
                {
                    _conditions.Push(!before);
                }

                return;
            case "else":
                _conditions.TryPop(out _);
                _conditions.Push(null);
                _file.Todo($"line {conditional.Line}: {conditional.Source}");
                return;
        }

        var taken = Decide(conditional);
        _conditions.Push(taken);
        _file.Todo($"line {conditional.Line}: {conditional.Source}: {(taken is { } known ? $"taken as {(known ? "true" : "false")}, its value when nothing is set from outside" : "undecided; what depends on it is left out")}");
    }

    private bool? Decide(Conditional conditional)
    {
        if (conditional.Word is "ifdef" or "ifndef")
        {
            var has = _variables.Has(conditional.Condition) && _variables[conditional.Condition] is { Length: > 0 };
            return has == (conditional.Word == "ifdef");
        }

        var condition = conditional.Condition;
        var sides = condition is ['(', .. var inside, ')'] ? MakeText.Arguments(inside)
            : condition.Split(['"', '\''], StringSplitOptions.TrimEntries) is [_, var first, _, var second, ..] ? [first, second] : [];
        return sides is [var left, var right] && _variables.Expand(left.Trim()) is { } one && _variables.Expand(right.Trim()) is { } other
            ? one == other == (conditional.Word == "ifeq")
            : null;
    }

    private void Write()
    {
        _file.Default = _targets.Default is { } first ? [first] : null;
        var shell = new MakeShell(_file, _variables, _targets);
        _file.Shell = shell.Words;
        var values = new MakeValues(_file, _variables);
        foreach (var target in _targets.All)
        {
            _file.Tasks.Add(new MakeTask(target, _targets, values, shell).Read());
        }

        if (_variables.OfNames.Count > 0)
        {
            _file.Todo($"{string.Join(", ", _variables.OfNames)}: file names depend on these, so they are inlined; the command line cannot override them");
        }

        if (_variables.Appended.Count > 0)
        {
            _file.Todo($"{string.Join(", ", _variables.Appended)}: '+=' also keeps the value from the environment; here that is ignored");
        }

        foreach (var name in _targets.Exports)
        {
            values.Export(name);
        }
    }
}
