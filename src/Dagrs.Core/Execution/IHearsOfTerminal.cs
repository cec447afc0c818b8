namespace Dagrs.Core.Execution;

/// <summary>Whoever takes what a command writes and wants to know when it has the terminal, so that it writes by itself.</summary>
internal interface IHearsOfTerminal
{
    /// <summary>It is about to get it. Comes back when nobody else writes to the terminal any more.</summary>
    /// <param name="giveUp">Then it is not waited for any longer.</param>
    void Lent(CancellationToken giveUp);

    /// <summary>It has given it back.</summary>
    void Returned();
}
