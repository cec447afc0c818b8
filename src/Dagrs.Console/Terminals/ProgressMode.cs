namespace Dagrs.Console.Terminals;

/// <summary>How a run that goes on is seen.</summary>
internal enum ProgressMode : byte
{
    /// <summary>By a live area where there is a terminal for it.</summary>
    Auto,

    /// <summary>By a live area.</summary>
    Live,

    /// <summary>By lines alone.</summary>
    Plain,
}
