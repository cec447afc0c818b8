namespace Dagrs.Core.Yaml;

/// <summary>The kind of an event, in the low bits of its first byte. The numbers are a stored format: see <see cref="ParsedEventWriter.Format"/>.</summary>
internal enum ParsedEventKind : byte
{
    StreamStart,
    StreamEnd,
    DocumentStart,
    DocumentEnd,
    BlockSequence,
    FlowSequence,
    SequenceEnd,
    BlockMapping,
    FlowMapping,
    MappingEnd,
    Alias,
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}
