namespace Dagrs.Core.Yaml;

/// <summary>A place in a text, both from 1.</summary>
internal readonly record struct SimpleMark(int Line, int Column);
