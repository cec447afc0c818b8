namespace Dagrs.Slurm;

/// <summary>What kind of end a job reports.</summary>
internal enum ExitReason : byte
{
    /// <summary>Its command ended by itself, or by a signal that is not the job's.</summary>
    Command,

    /// <summary>The job was told to end.</summary>
    Stopped,

    /// <summary>The command took longer than it may.</summary>
    TimeLimit,

    /// <summary>The working directory is not there.</summary>
    NoFolder,

    /// <summary>The program is not there.</summary>
    NoProgram,

    /// <summary>The program is a folder.</summary>
    IsFolder,

    /// <summary>The program may not be executed.</summary>
    NotExecutable,

    /// <summary>What the program says that it is to be run by is not there.</summary>
    NoInterpreter,
}
