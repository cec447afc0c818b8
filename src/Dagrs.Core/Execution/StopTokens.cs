namespace Dagrs.Core.Execution;

/// <summary>How a command is told to stop.</summary>
/// <param name="Terminate">Asks it to stop; it may clean up (SIGTERM on Unix).</param>
/// <param name="Kill">Kills it (SIGKILL on Unix); comes after <paramref name="Terminate"/>.</param>
public readonly record struct StopTokens(CancellationToken Terminate, CancellationToken Kill);
