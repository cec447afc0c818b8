using Dagrs.Core.Definition;
using Dagrs.Core.State.Runs;

namespace Dagrs.Cli.Running;

/// <summary>A run as the user requested it.</summary>
/// <param name="Definition">The file that it comes from.</param>
/// <param name="Selected">What is run.</param>
/// <param name="Request">The request, as it is stored.</param>
/// <param name="GoesOn">The run that it resumes; null: none.</param>
internal sealed record AskedRun(DagDefinition Definition, Selected Selected, RunRequest Request, StoredRun? GoesOn)
{
    /// <summary>Full paths of the files that dagrs writes because the command line names them: reports, events, the log. They are no inputs.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];
}
