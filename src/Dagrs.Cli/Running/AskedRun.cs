using Dagrs.Core.Definition;
using Dagrs.Core.State.Runs;

namespace Dagrs.Cli.Running;

/// <summary>A run as the user asked for it.</summary>
/// <param name="Definition">The file that it comes from.</param>
/// <param name="Selected">What is run.</param>
/// <param name="Request">What was asked for, as it is remembered.</param>
/// <param name="GoesOn">The run that goes on in it; null: it is a run of its own.</param>
internal sealed record AskedRun(DagDefinition Definition, Selected Selected, RunRequest Request, StoredRun? GoesOn);
