namespace Dagrs.Core.Graph;

/// <summary>Why a task of a file is not in the graph that was made of it.</summary>
internal enum LeftOutReason : byte
{
    /// <summary>It was told to be skipped.</summary>
    Skipped,

    /// <summary>It comes after none of the tasks to begin with.</summary>
    BeforeTheBegin,

    /// <summary>None of the tasks to end with needs it.</summary>
    AfterTheEnd,

    /// <summary>It was neither asked for nor is it needed by what was.</summary>
    NotSelected,
}
