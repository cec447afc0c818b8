namespace Dagrs.Core.Graph;

/// <summary>Why a task of a file is not in the graph that was built from it.</summary>
internal enum LeftOutReason : byte
{
    /// <summary>The user skipped it.</summary>
    Skipped,

    /// <summary>It depends on none of the tasks to begin with.</summary>
    BeforeTheBegin,

    /// <summary>None of the tasks to end with needs it.</summary>
    AfterTheEnd,

    /// <summary>It was neither requested nor is it needed by a requested task.</summary>
    NotSelected,
}
