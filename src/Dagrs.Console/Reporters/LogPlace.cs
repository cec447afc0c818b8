namespace Dagrs.Console.Reporters;

/// <summary>Where the log of a run goes, which decides what the console has to tell itself.</summary>
internal enum LogPlace
{
    /// <summary>To the terminal: it tells what begins, what ends and what goes wrong.</summary>
    Terminal,

    /// <summary>To a file, with what tasks write: the terminal shows progress.</summary>
    File,

    /// <summary>Nowhere: the terminal shows what tasks write, progress and warnings.</summary>
    Nowhere,
}
