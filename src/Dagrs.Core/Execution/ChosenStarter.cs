using Dagrs.Core.Execution.CliWrap;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>Starts each command with the executor it declares, otherwise with the usual one. Thread-safe.</summary>
/// <param name="spawner">Starts by system calls.</param>
/// <param name="usual">The executor of commands that declare none.</param>
internal sealed class ChosenStarter(Spawner spawner, ExecutorKind usual) : ICommandStarter
{
    private readonly Lazy<DirectStarter> _direct = new(() => new(spawner));
    private readonly Lazy<CliWrapStarter> _cliWrap = new(() => new());

    /// <inheritdoc/>
    public string? TryStart(Invocation invocation, out StartedCommand command) => (invocation.Executor ?? usual) == ExecutorKind.CliWrap
        ? _cliWrap.Value.TryStart(invocation, out command)
        : _direct.Value.TryStart(invocation, out command);
}
