namespace Dagrs.Core.Yaml;

/// <summary>A part of a text that a <see cref="SimpleScan"/> has found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct SimplePart(SimplePartKind Kind, SimpleMark Start, SimpleMark End)
{
    /// <summary>True for a mapping or a list in braces or brackets.</summary>
    public bool IsFlow { get; init; }

    /// <summary>How a scalar is written.</summary>
    public SimpleStyle Style { get; init; }

    /// <summary>The first byte of a scalar's content.</summary>
    public int From { get; init; }

    /// <summary>The byte after its content.</summary>
    public int To { get; init; }

    /// <summary>How far the lines of a literal block are indented.</summary>
    public int Indent { get; init; }
}
