namespace Dagrs.Core.Execution.Unix;

/// <summary>Starts commands. It neither reads their output nor waits for them. Thread-safe.</summary>
internal interface ICommandStarter
{
    /// <summary>Starts a command.</summary>
    /// <returns>Null, or why it could not be started.</returns>
    string? TryStart(Invocation invocation, out StartedCommand command);
}
