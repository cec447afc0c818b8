namespace Dagrs.Core.Definition;

/// <summary>Which value of a task, or of the defaults, an <see cref="OpenValue"/> is.</summary>
internal enum OpenPart : byte
{
    Name,
    Description,
    Directory,
    Timeout,

    /// <summary>A variable of <c>env</c>; the key is its name.</summary>
    Variable,

    /// <summary>A word of a list under <c>cmd</c>, by index.</summary>
    Word,

    /// <summary>An id in <c>after</c>, by index.</summary>
    After,

    /// <summary>An amount in <c>resources</c>; the key is its name.</summary>
    Resource,

    /// <summary>A value of <c>slurm</c>; the key is its name there.</summary>
    Cluster,

    /// <summary>An extra argument for the command that submits a job, by index.</summary>
    ClusterWord,

    /// <summary>The port, URL or expression that shows that a service is ready.</summary>
    Ready,

    /// <summary>A word of a list under <c>ready.cmd</c>, by index.</summary>
    ReadyWord,

    /// <summary>A word of a list under <c>stop.cmd</c>, by index.</summary>
    StopWord,
}
