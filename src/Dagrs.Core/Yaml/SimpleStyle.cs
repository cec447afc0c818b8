namespace Dagrs.Core.Yaml;

/// <summary>How a scalar is written, and whether its content is other than its bytes.</summary>
internal enum SimpleStyle
{
    Plain,
    SingleQuoted,
    SingleQuotedEscaped,
    DoubleQuoted,
    DoubleQuotedEscaped,
    Literal,
    LiteralStripped,
}
