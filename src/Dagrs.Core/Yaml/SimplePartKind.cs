namespace Dagrs.Core.Yaml;

/// <summary>What a <see cref="SimplePart"/> is.</summary>
internal enum SimplePartKind
{
    StreamStart,
    DocumentStart,
    MappingStart,
    MappingEnd,
    SequenceStart,
    SequenceEnd,
    Scalar,
    DocumentEnd,
    StreamEnd,
}
