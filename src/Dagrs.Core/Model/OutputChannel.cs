namespace Dagrs.Core.Model;

/// <summary>Which stream of a command a piece of output came from.</summary>
public enum OutputChannel : byte
{
    /// <summary>Standard output and standard error through one pipe, in the order written.</summary>
    Merged,

    /// <summary>Standard output alone.</summary>
    Out,

    /// <summary>Standard error alone.</summary>
    Error,
}
