using Dagrs.Core.Expressions;

namespace Dagrs.Core.Definition;

/// <summary>Where the values of a key of a matrix come from.</summary>
internal abstract record MatrixSource
{
    private MatrixSource(IReadOnlyList<Located<Template>> templates) => Templates = templates;

    /// <summary>What is written there.</summary>
    public IReadOnlyList<Located<Template>> Templates { get; }

    /// <summary>They are listed.</summary>
    /// <param name="Values">The values.</param>
    public sealed record List(IReadOnlyList<Located<Template>> Values) : MatrixSource(Values);

    /// <summary>The files and folders that match.</summary>
    /// <param name="Pattern">Patterns as under <c>inputs</c>.</param>
    public sealed record Glob(IReadOnlyList<Located<Template>> Pattern) : MatrixSource(Pattern);

    /// <summary>The words of a text, split at commas and blanks.</summary>
    /// <param name="Text">The text.</param>
    public sealed record Split(Located<Template> Text) : MatrixSource([Text]);
}
