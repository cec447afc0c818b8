using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>The final state that the rules gave a task without running it. It does not know who is notified.</summary>
/// <param name="Task">The task.</param>
/// <param name="State">Its final state.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct Settled(int Task, TaskState State, NotRunReason Reason);
