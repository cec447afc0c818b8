using Dagrs.Core.Expressions;

namespace Dagrs.Core.Definition;

/// <summary>A parameter as it is declared under <c>params</c>.</summary>
/// <param name="Name">Its name and place.</param>
internal sealed record ParameterDefinition(Located<string> Name)
{
    /// <summary>Its value when none is given; null: it has none.</summary>
    public Located<Template>? Default { get; init; }

    /// <summary>True when a value must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The variable that gives the value where the command line does not; null: none.</summary>
    public string? Variable { get; init; }

    /// <summary>The values allowed; none: any.</summary>
    public IReadOnlyList<Located<string>> Choices { get; init; } = [];

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }
}
