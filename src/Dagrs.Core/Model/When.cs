using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Model;

/// <summary>Whether a task runs, by the states of all its predecessors, direct and indirect.</summary>
[SuppressMessage("Naming", "CA1716", Justification = "It is the word of the file; Visual Basic, which knows it too, writes [When].")]
public enum When : byte
{
    /// <summary>No predecessor failed (unless it was allowed to), timed out, was canceled, or did not run because of one that did.</summary>
    Success,

    /// <summary>A predecessor failed or timed out.</summary>
    Failure,

    /// <summary>Always, even after the run was stopped.</summary>
    Always,
}
