namespace Dagrs.Core.Scheduling;

/// <summary>When a task may start.</summary>
public enum Schedule : byte
{
    /// <summary>As soon as all its predecessors have succeeded.</summary>
    Eager,

    /// <summary>When besides that every task of less depth has come to its end: wave after wave.</summary>
    Waves,
}
