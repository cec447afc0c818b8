namespace Dagrs.Core.Execution;

/// <summary>An output sink that needs to know when the command has the terminal and writes to it directly.</summary>
internal interface ITerminalObserver
{
    /// <summary>The command is about to get the terminal. Returns when nobody else writes to it any more.</summary>
    /// <param name="giveUp">Ends the wait early.</param>
    void Lent(CancellationToken giveUp);

    /// <summary>The command has returned the terminal.</summary>
    void Returned();
}
