namespace Dagrs.Core.Model;

/// <summary>What runs the commands of a file.</summary>
internal enum ExecutorKind : byte
{
    /// <summary>System calls, without a library: exact order of output, exact signals. Not on Windows.</summary>
    Direct,

    /// <summary>The library CliWrap; works everywhere.</summary>
    CliWrap,

    /// <summary>A Slurm cluster: each command is a job.</summary>
    Slurm,
}
