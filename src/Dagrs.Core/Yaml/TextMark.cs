namespace Dagrs.Core.Yaml;

/// <summary>A character of a text: which one, and where, from 1.</summary>
internal readonly record struct TextMark(char Character, int Line, int Column);
