using System.CommandLine;
using Dagrs.Console;
using Dagrs.Console.Terminals;
using Dagrs.Core;
using Dagrs.Core.Model;
using Dagrs.Core.State;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.Runs;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Options;

/// <summary>The option for where the state of a file is stored. It does not know what is in it.</summary>
/// <param name="file">Selects the file.</param>
internal sealed class StateOptions(TaskFileOptions file)
{
    private const string Name = "--state";
    private const string Variable = "DAGRS_STATE";
    private const string Off = "off";

    private const int LargeFile = 100_000; // bytes
    private const int LargestParsed = 16_000_000; // the parser's result takes as much memory again until it is written
    private const int LargeRecord = 500_000;

    private readonly Option<string?> _state = new(Name)
    {
        Description = "folder for recorded runs, or 'off' (default: one for each file in ~/.local/state/dagrs)",
        HelpName = "DIR",
    };

    public void AddTo(Command command) => command.Options.Add(_state);

    /// <summary>Where a new run of the file that was read is stored; null: nowhere. Creates nothing.</summary>
    /// <exception cref="UsageException">The command line names no folder.</exception>
    public OwnRun? NewRun(ParseResult arguments)
    {
        var state = Find(arguments, file.Meant ?? "-", out var problem);
        if (problem is not null)
        {
            StandardError.Warn($"this run is not recorded: {problem}; use another folder with --state DIR, or turn recording off with --state off");
        }

        return state is null ? null : new(state, RunName.Of(TimeProvider.System.GetUtcNow(), RandomId.New()[..16]), StandardError.Warn);
    }

    /// <summary>Reads the task record of a large file ahead; null: not needed.</summary>
    public RecordsAhead? Ahead { get; private set; }

    /// <summary>The parse cache of a large file; null: it is not large, or has no state.</summary>
    public ParsedFile? Parsed { get; private set; }

    /// <summary>For a task file that takes a while to read because of its size: starts to read its task record ahead, and opens its parse cache.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="path">The file.</param>
    /// <returns>The parse cache: <see cref="Parsed"/>.</returns>
    public ParsedFile? ReadAhead(ParseResult arguments, string path)
    {
        if (path == "-" || FileStamps.OfSystem.Ask(WorkingFolder.Reach(path), follow: true, out var stamp) != StampAnswer.Found || stamp.Size < LargeFile)
        {
            return null;
        }

        try
        {
            if (Find(arguments, path, out _) is { } state && state.WhyUnreadable() is null)
            {
                Ahead = RecordsAhead.Begin(state.Path, LargeRecord);
                Parsed = stamp.Size <= LargestParsed ? new(ParsedFile.In(state.Path), WorkflowFile.ParserVersion) : null;
            }
        }
        catch (UsageException)
        {
            // It is reported when the run is to be stored.
        }

        return Parsed;
    }

    /// <summary>Where a watch stores its rounds; null: nowhere that is writable, or the user wants none.</summary>
    /// <exception cref="UsageException">The command line names no folder.</exception>
    public StateFolder? ForWatch(ParseResult arguments)
    {
        var state = Find(arguments, file.Meant ?? "-", out var problem);
        problem ??= state?.TryMake();
        if (problem is not null)
        {
            StandardError.Warn($"the runs of this watch are not recorded: {problem}; use another folder with --state DIR, or turn recording off with --state off");
        }

        return problem is null ? state : null;
    }

    /// <summary>The state of the file that the command line names.</summary>
    /// <exception cref="UsageException">There is none, or it must not be read.</exception>
    public StateFolder Open(ParseResult arguments)
    {
        file.EnterFolder(arguments);
        var state = (Given(arguments) is null ? file.MeantBy(arguments) : "-") is var path && Find(arguments, path, out var problem) is { } found
            ? found
            : throw new UsageException(ExitCode.BadCommandLine, WhyNone(arguments, path, problem));
        return state.WhyUnreadable() is { } unreadable ? throw new UsageException(ExitCode.OwnFailure, unreadable) : state;
    }

    /// <summary>The state of the file that was read, for reading only; null: there is none, or it must not be read.</summary>
    public StateFolder? Known(ParseResult arguments) => Find(arguments, file.Meant ?? "-", out _) is { } state && state.WhyUnreadable() is null ? state : null;

    private StateFolder? Find(ParseResult arguments, string path, out string? problem)
    {
        problem = null;
        return Given(arguments) switch
        {
            Off => null,
            { } folder => new(WorkingFolder.FullPath(folder)),
            null => StateFolder.Of(WorkingFolder.Reach(path), Environment.GetEnvironmentVariable, out problem),
        };
    }

    private string? Given(ParseResult arguments)
    {
        var folder = arguments.GetValue(_state);
        return folder is { Length: 0 } ? throw new UsageException(ExitCode.BadCommandLine, $"{Name} needs a folder")
            : folder ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : null);
    }

    private string WhyNone(ParseResult arguments, string path, string? problem)
    {
        if (Given(arguments) == Off)
        {
            return $"nothing is recorded: {(arguments.GetValue(_state) is null ? Variable : Name)} is '{Off}'";
        }

        var why = problem ?? (path == "-" ? "runs from standard input are not recorded" : $"there is no file '{OneLine.Of(path)}'");
        return $"{why}; {Name} DIR names a folder";
    }
}
