namespace Dagrs.Core.Yaml;

/// <summary>What a line, or a part of one, is to the eye of a person: a key, an item of a list, or a text that is neither.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Indent">How many characters stand before it.</param>
/// <param name="Text">The line from there on, without blanks at its end.</param>
internal sealed record Entry(EntryKind Kind, int Line, int Indent, string Text)
{
    /// <summary>The word of a key, or the first word of a text.</summary>
    public string Word { get; init; } = "";

    /// <summary>True for a key with a value in its line.</summary>
    public bool HasValue { get; init; }

    /// <summary>True for a key whose value is a block of lines (<c>|</c>, <c>&gt;</c>).</summary>
    public bool IsBlock { get; init; }

    /// <summary>The line of the key whose block this line belongs to and is indented too little for; 0: none.</summary>
    public int BlockLine { get; init; }
}
