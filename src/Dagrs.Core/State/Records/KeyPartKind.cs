namespace Dagrs.Core.State.Records;

/// <summary>The kinds of what a key is made of; their numbers are in files and never change.</summary>
internal enum KeyPartKind
{
    /// <summary>The system and the processor.</summary>
    Platform = 1,

    /// <summary>What interprets the command.</summary>
    Shell = 2,

    /// <summary>The command, masked.</summary>
    Command = 3,

    /// <summary>The hash of the command.</summary>
    CommandHash = 4,

    /// <summary>The working directory.</summary>
    Folder = 5,

    /// <summary>A variable that the file adds.</summary>
    Variable = 6,

    /// <summary>A variable from outside.</summary>
    OutsideVariable = 7,

    /// <summary>A parameter.</summary>
    Parameter = 8,

    /// <summary>What a tool says of itself.</summary>
    Tool = 9,

    /// <summary>The output of a predecessor that the command can see.</summary>
    Argument = 10,

    /// <summary>What a predecessor hands over as files.</summary>
    Predecessor = 11,

    /// <summary>A script that the command names.</summary>
    Script = 12,

    /// <summary>The exit codes that are success, where these are not 0 alone.</summary>
    SuccessCodes = 13,
}
