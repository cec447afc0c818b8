namespace Dagrs.Core.Execution;

/// <summary>An executor whose commands can be suspended together with dagrs, by Ctrl-Z. Thread-safe.</summary>
internal interface ISuspendable
{
    /// <summary>Suspends all running commands.</summary>
    void Suspend();

    /// <summary>
    /// Resumes the suspended commands. Also called when a shell has put this process in the foreground: then a task waiting for the terminal gets it.
    /// </summary>
    void Resume();
}
