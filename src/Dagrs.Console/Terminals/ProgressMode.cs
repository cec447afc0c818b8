namespace Dagrs.Console.Terminals;

/// <summary>How the progress of a run is shown.</summary>
internal enum ProgressMode : byte
{
    /// <summary>By a live area where the terminal allows it.</summary>
    Auto,

    /// <summary>By a live area.</summary>
    Live,

    /// <summary>By lines alone.</summary>
    Plain,
}
