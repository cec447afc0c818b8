using System.CommandLine;
using Dagrs.Cli.Options;
using Dagrs.Console;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;
using Dagrs.Core.State;
using Dagrs.Core.State.Runs;

namespace Dagrs.Cli.Watching;

/// <summary>Where a watch stores its rounds: in the state of the file, or else in a temporary folder that is deleted with the watch.</summary>
internal sealed class WatchPlace : IDisposable
{
    private readonly bool _isTemporary;

    private WatchPlace(StateFolder state, bool isTemporary) => (State, _isTemporary) = (state, isTemporary);

    public StateFolder State { get; }

    /// <param name="states">The user's choice.</param>
    /// <param name="arguments">The command line.</param>
    /// <exception cref="UsageException">There is no place for it.</exception>
    public static WatchPlace Of(StateOptions states, ParseResult arguments)
    {
        if (states.ForWatch(arguments) is { } given)
        {
            return new(given, isTemporary: false);
        }

        var state = new StateFolder(Path.Combine(Path.GetTempPath(), "dagrs-watch-" + RandomId.New()[..16]));
        return state.TryMake() is { } problem ? throw new UsageException(ExitCode.OwnFailure, $"a watch must record its runs: {problem}") : new(state, isTemporary: true);
    }

    /// <summary>A new round.</summary>
    public OwnRun NewRun() => new(State, RunName.Of(TimeProvider.System.GetUtcNow(), RandomId.New()[..16]), StandardError.Warn);

    public void Dispose()
    {
        if (!_isTemporary)
        {
            return;
        }

        try
        {
            Directory.Delete(State.Path, recursive: true);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
        }
    }
}
