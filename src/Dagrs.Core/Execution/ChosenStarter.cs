using Dagrs.Core.Execution.CliWrap;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>Has each command started as it wants to be, else as all others. Thread-safe.</summary>
/// <param name="spawner">The system's own call.</param>
/// <param name="usual">How those are started that do not say it.</param>
internal sealed class ChosenStarter(Spawner spawner, ExecutorKind usual) : ICommandStarter
{
    private readonly Lazy<DirectStarter> _direct = new(() => new(spawner));
    private readonly Lazy<CliWrapStarter> _cliWrap = new(() => new());

    /// <inheritdoc/>
    public string? TryStart(Invocation invocation, out StartedCommand command) => (invocation.Executor ?? usual) == ExecutorKind.CliWrap
        ? _cliWrap.Value.TryStart(invocation, out command)
        : _direct.Value.TryStart(invocation, out command);
}
