using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Model;

/// <summary>Whether a task runs, by what has become of all that stands before it, near or far.</summary>
[SuppressMessage("Naming", "CA1716", Justification = "It is the word of the file; Visual Basic, which knows it too, writes [When].")]
public enum When : byte
{
    /// <summary>Nothing before it failed without being allowed to, timed out, was canceled, or did not run because of such a one.</summary>
    Success,

    /// <summary>Something before it failed or timed out.</summary>
    Failure,

    /// <summary>In any case, also after the run was stopped.</summary>
    Always,
}
