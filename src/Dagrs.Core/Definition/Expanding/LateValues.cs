using Dagrs.Core.Expressions;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>The values of a task that depend on other tasks and are known only when it starts.</summary>
internal sealed record LateValues
{
    /// <summary>Variables.</summary>
    public IReadOnlyList<(string Name, Template Value)> Variables { get; init; } = [];

    /// <summary>Words of its command, by index.</summary>
    public IReadOnlyList<(int Index, Template Word)> Words { get; init; } = [];

    /// <summary>Texts of how a service is checked and stopped.</summary>
    public IReadOnlyList<(OpenPart Part, int Index, Template Value)> Service { get; init; } = [];

    /// <summary>Its condition.</summary>
    public Condition? If { get; init; }

    /// <summary>All references in these values.</summary>
    public IEnumerable<Reference> References => Variables.SelectMany(variable => variable.Value.References)
        .Concat(Words.SelectMany(word => word.Word.References))
        .Concat(Service.SelectMany(text => text.Value.References))
        .Concat(If is null ? [] : If.Expression.All().OfType<Reference>());
}
