namespace Dagrs.Core.Execution;

/// <summary>How a command is told to end.</summary>
/// <param name="Terminate">It is asked to end and may clean up (SIGTERM on Unix).</param>
/// <param name="Kill">It is ended now (SIGKILL on Unix); comes after <paramref name="Terminate"/>.</param>
public readonly record struct StopTokens(CancellationToken Terminate, CancellationToken Kill);
