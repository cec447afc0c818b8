namespace Dagrs.Core.Execution;

/// <summary>An executor whose commands can be halted while dagrs itself is, by Ctrl-Z. Thread-safe.</summary>
internal interface ISuspendable
{
    /// <summary>Halts all that runs.</summary>
    void Suspend();

    /// <summary>Lets what was halted go on. Also when a shell has put this process in the foreground: then whoever is to have the terminal gets it.</summary>
    void Resume();
}
