namespace Dagrs.Core.Execution.Unix;

/// <summary>Starts commands. It does not read what they write, nor wait for them. Thread-safe.</summary>
internal interface ICommandStarter
{
    /// <summary>Starts one.</summary>
    /// <returns>Null, or why it could not be started.</returns>
    string? TryStart(Invocation invocation, out StartedCommand command);
}
