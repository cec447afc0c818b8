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

/// <summary>The option that says where dagrs remembers what it knows of a file. It does not know what is remembered.</summary>
/// <param name="file">Which file.</param>
internal sealed class StateOptions(TaskFileOptions file)
{
    private const string Name = "--state";
    private const string Variable = "DAGRS_STATE";
    private const string Off = "off";

    private const int LargeFile = 100_000; // bytes
    private const int LargestParsed = 16_000_000; // what the parser gave takes as much memory once more until it is written
    private const int LargeRecord = 500_000;

    private readonly Option<string?> _state = new(Name)
    {
        Description = "folder in which runs are remembered, or 'off' (default: one of the file's own in ~/.local/state/dagrs)",
        HelpName = "DIR",
    };

    public void AddTo(Command command) => command.Options.Add(_state);

    /// <summary>Where a new run of the file that was read is remembered; null: nowhere. Makes nothing.</summary>
    /// <exception cref="UsageException">The command line names no folder.</exception>
    public OwnRun? NewRun(ParseResult arguments)
    {
        var state = Find(arguments, file.Meant ?? "-", out var problem);
        if (problem is not null)
        {
            StandardError.Warn($"this run is not remembered: {problem}; --state DIR names another folder, --state off remembers nothing");
        }

        return state is null ? null : new(state, RunName.Of(TimeProvider.System.GetUtcNow(), RandomId.New()[..16]), StandardError.Warn);
    }

    /// <summary>What reads what is remembered of the tasks of a large file ahead; null: nothing does.</summary>
    public RecordsAhead? Ahead { get; private set; }

    /// <summary>What saves parsing a large file; null: it is not large, or nothing is remembered of it.</summary>
    public ParsedFile? Parsed { get; private set; }

    /// <summary>Where the file of tasks is so large that it takes a while to read: begins to read what is remembered of tasks, and says where what was parsed is kept.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="path">The file.</param>
    /// <returns>The latter: <see cref="Parsed"/>.</returns>
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
            // Told when the run is to be remembered.
        }

        return Parsed;
    }

    /// <summary>Where a watch remembers its rounds; null: nowhere that may be written, or the user wants none.</summary>
    /// <exception cref="UsageException">The command line names no folder.</exception>
    public StateFolder? ForWatch(ParseResult arguments)
    {
        var state = Find(arguments, file.Meant ?? "-", out var problem);
        problem ??= state?.TryMake();
        if (problem is not null)
        {
            StandardError.Warn($"what is run is not remembered when the watch is over: {problem}; --state DIR names another folder, --state off remembers nothing");
        }

        return problem is null ? state : null;
    }

    /// <summary>Where the file's runs are remembered that the command line means.</summary>
    /// <exception cref="UsageException">There is no such place, or it must not be read.</exception>
    public StateFolder Open(ParseResult arguments)
    {
        file.EnterFolder(arguments);
        var state = (Given(arguments) is null ? file.MeantBy(arguments) : "-") is var path && Find(arguments, path, out var problem) is { } found
            ? found
            : throw new UsageException(ExitCode.BadCommandLine, WhyNone(arguments, path, problem));
        return state.WhyUnreadable() is { } unreadable ? throw new UsageException(ExitCode.OwnFailure, unreadable) : state;
    }

    /// <summary>Where what is known of the file that was read stands, for who only looks; null: nowhere, or it must not be read.</summary>
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
        return folder is { Length: 0 } ? throw new UsageException(ExitCode.BadCommandLine, $"{Name} names no folder")
            : folder ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : null);
    }

    private string WhyNone(ParseResult arguments, string path, string? problem)
    {
        if (Given(arguments) == Off)
        {
            return $"nothing is remembered: {(arguments.GetValue(_state) is null ? Variable : Name)} is '{Off}'";
        }

        var why = problem ?? (path == "-" ? "runs of standard input are not remembered" : $"there is no file '{OneLine.Of(path)}'");
        return $"{why}; {Name} DIR names a folder";
    }
}
