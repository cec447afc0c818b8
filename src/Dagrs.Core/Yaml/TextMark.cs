namespace Dagrs.Core.Yaml;

/// <summary>A character of a text and its place; line and column from 1.</summary>
internal readonly record struct TextMark(char Character, int Line, int Column);
