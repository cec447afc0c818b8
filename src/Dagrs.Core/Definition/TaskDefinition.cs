using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Expressions;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A task as it is written: its predecessors are still names.</summary>
/// <param name="Id">The id and its place.</param>
public sealed record TaskDefinition(Located<string> Id)
{
    /// <summary>What people read.</summary>
    public string Name { get; init; } = Id.Value;

    /// <summary>What it does and why, in one or more lines; null when nothing is said.</summary>
    public string? Description { get; init; }

    /// <summary>The first line of the description that says something: not empty and no comment.</summary>
    public string? Summary => Description?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#');

    /// <summary>The ids this task comes after, as written; repeats are harmless.</summary>
    public IReadOnlyList<Located<string>> After { get; init; } = [];

    /// <summary>The tags it can be selected by, as written; repeats are harmless.</summary>
    public IReadOnlyList<Located<string>> Tags { get; init; } = [];

    /// <summary>What to run; null for a group, which only joins its predecessors.</summary>
    public Command? Command { get; init; }

    /// <summary>Where the command stands; unknown when there is none.</summary>
    public Place CommandPlace { get; init; }

    /// <summary>How it runs, as far as the task itself says.</summary>
    public TaskSettings Settings { get; init; } = TaskSettings.Default;

    /// <summary>What runs in place of the command: C# code, say.</summary>
    public Work? Action { get; init; }

    /// <summary>What few tasks say; what follows is a part of it.</summary>
    internal RareValues Rare { get; init; } = RareValues.None;

    /// <summary>Those of its values that hold expressions.</summary>
    internal IReadOnlyList<OpenValue> Open
    {
        get => Rare.Open;
        init => Rare = Rare with { Open = value };
    }

    /// <summary>The keys that it has and that only a task with work can have, where it has no command.</summary>
    internal IReadOnlyList<Located<string>> KeysOfWork
    {
        get => Rare.KeysOfWork;
        init => Rare = Rare with { KeysOfWork = value };
    }

    /// <summary>The variables it gets from files, weaker than its own; those of a later file are stronger.</summary>
    internal IReadOnlyList<EnvFileDefinition> EnvFiles
    {
        get => Rare.EnvFiles;
        init => Rare = Rare with { EnvFiles = value };
    }

    /// <summary>Many tasks in place of this one; null: it is one.</summary>
    internal MatrixDefinition? Matrix
    {
        get => Rare.Matrix;
        init => Rare = Rare with { Matrix = value };
    }

    /// <summary>Which combination of a matrix it is; null: it has none, or was not expanded.</summary>
    internal Instance? Instance { get; init; }

    /// <summary>The file it is in, where that has a say in it; null: it is the plain file that is run.</summary>
    internal FileScope? Scope { get; init; }

    /// <summary>Its condition; null: none.</summary>
    internal Located<Condition>? If
    {
        get => Rare.If;
        init => Rare = Rare with { If = value };
    }

    /// <summary>Where <c>when</c> stands; unknown when nothing is said.</summary>
    internal Place WhenPlace
    {
        get => Rare.WhenPlace;
        init => Rare = Rare with { WhenPlace = value };
    }

    /// <summary>The names of its results.</summary>
    internal IReadOnlyList<Located<string>> Results
    {
        get => Rare.Results;
        init => Rare = Rare with { Results = value };
    }

    /// <summary>The question that is asked before anything runs; null: none.</summary>
    internal Located<Template>? Confirm
    {
        get => Rare.Confirm;
        init => Rare = Rare with { Confirm = value };
    }

    /// <summary>The variables that it, and no task that does not say so, gets of those masked.</summary>
    internal IReadOnlyList<Located<string>> Secrets
    {
        get => Rare.Secrets;
        init => Rare = Rare with { Secrets = value };
    }

    /// <summary>Patterns of the files it reads; null: nothing is said.</summary>
    internal IReadOnlyList<Located<Template>>? InputFiles
    {
        get => Rare.InputFiles;
        init => Rare = Rare with { InputFiles = value };
    }

    /// <summary>Patterns of the files it writes; null: nothing is said.</summary>
    internal IReadOnlyList<Located<Template>>? OutputFiles
    {
        get => Rare.OutputFiles;
        init => Rare = Rare with { OutputFiles = value };
    }

    /// <summary>Where it says itself that what it makes is kept; unknown when it does not.</summary>
    internal Place CachePlace
    {
        get => Rare.CachePlace;
        init => Rare = Rare with { CachePlace = value };
    }

    /// <summary>True when it says which files it reads or writes.</summary>
    internal bool HasFiles => Rare.InputFiles is not null || Rare.OutputFiles is not null;
}
