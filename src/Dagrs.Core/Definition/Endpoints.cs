namespace Dagrs.Core.Definition;

/// <summary>How many first and last tasks a graph may have.</summary>
internal enum Endpoints : byte
{
    /// <summary>Any number; the engine's own start and end join them.</summary>
    Any,

    /// <summary>Exactly one of each.</summary>
    ExactlyOne,
}
