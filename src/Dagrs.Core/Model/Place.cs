namespace Dagrs.Core.Model;

/// <summary>The position of a value in its file: line and columns count characters from 1, the end column is exclusive. It does not know the file.</summary>
/// <param name="Line">Line, from 1; 0 when the position is unknown.</param>
/// <param name="Column">Column of the first character, from 1.</param>
/// <param name="EndColumn">Column after the last character on that line.</param>
public readonly record struct Place(int Line, int Column, int EndColumn)
{
    /// <summary>True when the position is known.</summary>
    public bool IsKnown => Line > 0;
}
