namespace Dagrs.Core.Scheduling;

/// <summary>When a task may start.</summary>
public enum Schedule : byte
{
    /// <summary>As soon as all its predecessors have finished and their states allow it.</summary>
    Eager,

    /// <summary>In addition, only when every task of a lower depth has finished: wave by wave.</summary>
    Waves,
}
