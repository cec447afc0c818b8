namespace Dagrs.Core.Execution.Unix;

/// <summary>What all executions of one executor share.</summary>
internal sealed record UnixParts(Spawner Spawner, SlotThreads Threads, RunProcesses Processes);
