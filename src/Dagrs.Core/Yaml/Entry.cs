namespace Dagrs.Core.Yaml;

/// <summary>What a line, or part of one, looks like to a person: a key, a list item, or text that is neither.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Indent">The number of characters before it.</param>
/// <param name="Text">The line from there on, without trailing blanks.</param>
internal sealed record Entry(EntryKind Kind, int Line, int Indent, string Text)
{
    /// <summary>The key, or the first word of a text.</summary>
    public string Word { get; init; } = "";

    /// <summary>True for a key with a value on its line.</summary>
    public bool HasValue { get; init; }

    /// <summary>True for a key whose value is a block scalar (<c>|</c>, <c>&gt;</c>).</summary>
    public bool IsBlock { get; init; }

    /// <summary>The line of the key whose block this line belongs to although it is indented too little; 0: none.</summary>
    public int BlockLine { get; init; }
}
