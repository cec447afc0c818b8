namespace Dagrs.Console.Terminals;

/// <summary>Whether colours are shown.</summary>
internal enum ColourMode : byte
{
    /// <summary>As the environment and the terminal have it.</summary>
    Auto,

    /// <summary>Whatever it is written to.</summary>
    Always,

    /// <summary>Nowhere.</summary>
    Never,
}
