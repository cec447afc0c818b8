namespace Dagrs.Core.State.Records;

/// <summary>The kinds of key parts. The numbers are stored in files and never change.</summary>
internal enum KeyPartKind
{
    /// <summary>The operating system and the architecture.</summary>
    Platform = 1,

    /// <summary>The shell of the command.</summary>
    Shell = 2,

    /// <summary>The command, with secrets masked.</summary>
    Command = 3,

    /// <summary>The hash of the command.</summary>
    CommandHash = 4,

    /// <summary>The working directory.</summary>
    Folder = 5,

    /// <summary>A variable set by the file.</summary>
    Variable = 6,

    /// <summary>A variable inherited from the environment.</summary>
    OutsideVariable = 7,

    /// <summary>A parameter.</summary>
    Parameter = 8,

    /// <summary>What a tool reports of itself.</summary>
    Tool = 9,

    /// <summary>The output of a predecessor that the command can see.</summary>
    Argument = 10,

    /// <summary>The files that a predecessor hands over.</summary>
    Predecessor = 11,

    /// <summary>A script that the command names.</summary>
    Script = 12,

    /// <summary>The exit codes that mean success, where it is not 0 alone.</summary>
    SuccessCodes = 13,
}
