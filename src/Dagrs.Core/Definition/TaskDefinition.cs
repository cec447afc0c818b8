using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Expressions;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A task as written: its predecessors are still names.</summary>
/// <param name="Id">The id and its position.</param>
public sealed record TaskDefinition(Located<string> Id)
{
    /// <summary>The display name.</summary>
    public string Name { get; init; } = Id.Value;

    /// <summary>What it does and why, in one or more lines; null when there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The first meaningful line of the description: not empty and no comment.</summary>
    public string? Summary => Description?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#');

    /// <summary>The ids of its predecessors, as written; duplicates are harmless.</summary>
    public IReadOnlyList<Located<string>> After { get; init; } = [];

    /// <summary>The tags it can be selected by, as written; duplicates are harmless.</summary>
    public IReadOnlyList<Located<string>> Tags { get; init; } = [];

    /// <summary>What to run; null for a group, which only joins its predecessors.</summary>
    public Command? Command { get; init; }

    /// <summary>The position of the command; unknown when there is none.</summary>
    public Place CommandPlace { get; init; }

    /// <summary>How it runs, as far as set by the task itself.</summary>
    public TaskSettings Settings { get; init; } = TaskSettings.Default;

    /// <summary>What runs in place of the command: C# code, say.</summary>
    public Work? Action { get; init; }

    /// <summary>Values that few tasks have; the properties that follow are part of it.</summary>
    internal RareValues Rare { get; init; } = RareValues.None;

    /// <summary>Those of its values that contain expressions.</summary>
    internal IReadOnlyList<OpenValue> Open
    {
        get => Rare.Open;
        init => Rare = Rare with { Open = value };
    }

    /// <summary>For a task without a command: those of its keys that require one.</summary>
    internal IReadOnlyList<Located<string>> KeysOfWork
    {
        get => Rare.KeysOfWork;
        init => Rare = Rare with { KeysOfWork = value };
    }

    /// <summary>Its env files, which its own variables override; later files override earlier ones.</summary>
    internal IReadOnlyList<EnvFileDefinition> EnvFiles
    {
        get => Rare.EnvFiles;
        init => Rare = Rare with { EnvFiles = value };
    }

    /// <summary>The matrix that turns it into several tasks; null: none.</summary>
    internal MatrixDefinition? Matrix
    {
        get => Rare.Matrix;
        init => Rare = Rare with { Matrix = value };
    }

    /// <summary>Its combination of a matrix; null: it has none, or was not expanded.</summary>
    internal Instance? Instance { get; init; }

    /// <summary>The scope of its file; null: a plain file, which needs none.</summary>
    internal FileScope? Scope { get; init; }

    /// <summary>Its condition; null: none.</summary>
    internal Located<Condition>? If
    {
        get => Rare.If;
        init => Rare = Rare with { If = value };
    }

    /// <summary>The position of <c>when</c>; unknown when it is not set.</summary>
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

    /// <summary>The question to confirm before anything runs; null: none.</summary>
    internal Located<Template>? Confirm
    {
        get => Rare.Confirm;
        init => Rare = Rare with { Confirm = value };
    }

    /// <summary>The masked variables that it gets; no task gets them without naming them.</summary>
    internal IReadOnlyList<Located<string>> Secrets
    {
        get => Rare.Secrets;
        init => Rare = Rare with { Secrets = value };
    }

    /// <summary>Patterns of the files it reads; null: not declared.</summary>
    internal IReadOnlyList<Located<Template>>? InputFiles
    {
        get => Rare.InputFiles;
        init => Rare = Rare with { InputFiles = value };
    }

    /// <summary>Patterns of the files it writes; null: not declared.</summary>
    internal IReadOnlyList<Located<Template>>? OutputFiles
    {
        get => Rare.OutputFiles;
        init => Rare = Rare with { OutputFiles = value };
    }

    /// <summary>The position of its own <c>cache</c> key; unknown when it has none.</summary>
    internal Place CachePlace
    {
        get => Rare.CachePlace;
        init => Rare = Rare with { CachePlace = value };
    }

    /// <summary>True when it declares which files it reads or writes.</summary>
    internal bool HasFiles => Rare.InputFiles is not null || Rare.OutputFiles is not null;
}
