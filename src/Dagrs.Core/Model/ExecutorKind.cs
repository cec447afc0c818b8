namespace Dagrs.Core.Model;

/// <summary>What runs the commands of a file.</summary>
internal enum ExecutorKind : byte
{
    /// <summary>The system's own call, without a library: exact order of output, exact signals. Not on Windows.</summary>
    Direct,

    /// <summary>The library CliWrap: everywhere.</summary>
    CliWrap,

    /// <summary>A cluster with Slurm: each command is a job.</summary>
    Slurm,
}
