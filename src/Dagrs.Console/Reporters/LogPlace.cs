namespace Dagrs.Console.Reporters;

/// <summary>Where the log of a run goes, which decides what the console itself has to show.</summary>
internal enum LogPlace
{
    /// <summary>To the terminal: the log shows starts, ends and problems.</summary>
    Terminal,

    /// <summary>To a file, with the output of tasks: the terminal shows progress.</summary>
    File,

    /// <summary>Nowhere: the terminal shows the output of tasks, progress and warnings.</summary>
    Nowhere,
}
