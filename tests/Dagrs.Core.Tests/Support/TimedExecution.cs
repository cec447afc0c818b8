using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Support;

/// <summary>What <see cref="TimedExecutor"/> saw of one command, in times of its clock.</summary>
internal sealed record TimedExecution(string Task, TimeSpan Start, TimeSpan End, Outcome Outcome);
