using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>What the rules have made of a task that was not started. It does not know who is told.</summary>
/// <param name="Task">The task.</param>
/// <param name="State">Its final state.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct Settled(int Task, TaskState State, NotRunReason Reason);
