namespace Dagrs.Core.Execution.Unix;

/// <summary>How a process has ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Signal">The signal that killed it; 0: none.</param>
internal readonly record struct ExitStatus(int Code, int Signal);
