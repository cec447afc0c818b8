namespace Dagrs.Core.Execution.Unix;

/// <summary>What all executions of one executor share.</summary>
internal sealed record UnixParts(ICommandStarter Starter, SlotThreads Threads, RunProcesses Processes, TerminalLender Lender);
