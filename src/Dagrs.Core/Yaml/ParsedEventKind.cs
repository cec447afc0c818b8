namespace Dagrs.Core.Yaml;

/// <summary>What an event is, as the first bits of its bytes. The numbers are a format: see <see cref="ParsedEventWriter.Format"/>.</summary>
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
