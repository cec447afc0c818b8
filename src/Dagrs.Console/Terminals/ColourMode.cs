namespace Dagrs.Console.Terminals;

/// <summary>Whether colours are shown.</summary>
internal enum ColourMode : byte
{
    /// <summary>Depending on the environment and the terminal.</summary>
    Auto,

    /// <summary>Always, whatever the target.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
