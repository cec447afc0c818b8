namespace Dagrs.Slurm;

/// <summary>How a job ended, by its own record.</summary>
internal enum ExitReason : byte
{
    /// <summary>Its command ended by itself, or by a signal that was not sent to the job.</summary>
    Command,

    /// <summary>The job was asked to stop.</summary>
    Stopped,

    /// <summary>The command exceeded its time limit.</summary>
    TimeLimit,

    /// <summary>The working directory does not exist.</summary>
    NoFolder,

    /// <summary>The program does not exist.</summary>
    NoProgram,

    /// <summary>The program is a directory.</summary>
    IsFolder,

    /// <summary>The program is not executable.</summary>
    NotExecutable,

    /// <summary>The interpreter that the program names does not exist.</summary>
    NoInterpreter,
}
