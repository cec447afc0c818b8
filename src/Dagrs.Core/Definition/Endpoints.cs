namespace Dagrs.Core.Definition;

/// <summary>How many start and end tasks a graph may have.</summary>
internal enum Endpoints : byte
{
    /// <summary>Any number; the engine joins them by a start and an end of its own.</summary>
    Any,

    /// <summary>Exactly one of each.</summary>
    ExactlyOne,
}
