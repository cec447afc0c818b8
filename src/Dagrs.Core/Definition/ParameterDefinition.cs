using Dagrs.Core.Expressions;

namespace Dagrs.Core.Definition;

/// <summary>A parameter as declared under <c>params</c>.</summary>
/// <param name="Name">Its name and position.</param>
internal sealed record ParameterDefinition(Located<string> Name)
{
    /// <summary>Its default; null: it has none.</summary>
    public Located<Template>? Default { get; init; }

    /// <summary>True when a value must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The variable that gives its value unless the command line does; null: none.</summary>
    public string? Variable { get; init; }

    /// <summary>The allowed values; empty: any.</summary>
    public IReadOnlyList<Located<string>> Choices { get; init; } = [];

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }
}
