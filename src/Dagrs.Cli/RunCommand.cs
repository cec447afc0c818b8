using System.CommandLine;
using Dagrs.Core.Definition;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;
using Dagrs.Core.Scheduling;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli;

/// <summary><c>dagrs</c> and <c>dagrs run</c>: the options of a run, and the run.</summary>
internal sealed partial class RunCommand(FileOptions file, SelectionOptions selection, LimitOptions limits, GivenOptions given, ShowOptions show, RecordingOptions recording, StateOptions states, ResumeOptions resume, ReuseOptions reuse, CacheOptions cache, ClusterOptions cluster)
{
    private readonly Option<string?> _logPath = new("--log-path")
    {
        Description = "log and what tasks write go to this file; the terminal shows progress, failures and the summary",
        HelpName = "PATH",
    };

    private readonly Option<LogLevel> _logLevel = Choice.Option(
        "--log-level",
        "how much is logged (default: info)",
        ("debug", LogLevel.Debug),
        ("info", LogLevel.Info),
        ("warn", LogLevel.Warn),
        ("error", LogLevel.Error),
        ("off", LogLevel.Off));

    private readonly Option<bool> _keepGoing = new("-k", "--keep-going") { Description = "run all that does not come after a failure" };

    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "after a failure also stop what is running" };

    private readonly Option<OutputMode?> _output = Choice.Option<OutputMode?>(
        "-o",
        "how what tasks write is shown (default: prefix; in CI: group)",
        ("prefix", OutputMode.Prefix),
        ("group", OutputMode.Group),
        ("keep-order", OutputMode.KeepOrder),
        ("errors-only", OutputMode.ErrorsOnly),
        ("raw", OutputMode.Raw));

    private readonly Option<string?> _ci = Choice.Option<string?>(
        "--ci",
        "fold output as this CI system does (default: the one whose variables are set)",
        [.. CiDetection.Names.ToList().ConvertAll(name => (name, (string?)name))]);

    private readonly Option<TimeSpan?> _grace = LimitOptions.DurationOption("--grace", "seconds from the request to end to the kill (default: 5)", plainSeconds: true);

    private readonly Option<TimeSpan?> _cleanUp = LimitOptions.DurationOption("--cleanup", "seconds that tasks with 'when: always' have after a stop (default: 30)", plainSeconds: true);

    private readonly Option<long?> _memory = new("--memory")
    {
        Description = "how much memory tasks share that say what they take: 16G (default: what the machine or the cgroup allows)",
        HelpName = "SIZE",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Amount.TryParseBytes(text, out var bytes) is { } problem)
            {
                result.AddError($"--memory: '{OneLine.Of(text, 100)}' {problem}");
            }

            return bytes;
        },
    };

    private readonly Option<bool> _yes = new("-y", "--yes") { Description = "answer yes where a task asks before it runs ('confirm')" };

    private readonly Option<bool> _dryRun = new("-n", "--dry-run") { Description = "show the plan and run nothing" };

    private readonly Option<bool> _watch = new("-w", "--watch") { Description = "after the run wait for changes of what tasks read, and run what they concern, until Ctrl-C" };

    private readonly Option<bool> _quiet = new("-q", "--quiet") { Description = "only what tasks write, and failures" };

    private readonly Option<ExecutorKind?> _executor = Executors.CreateOption();

    /// <summary>How a plan or a list is printed that was asked for by <c>-n</c> or <c>-l</c>.</summary>
    public Option<ListFormat> Format { get; } = ListFormats.CreateOption("how the plan of -n or the list of -l is printed (default: text)");

    public void AddTo(Command command)
    {
        _logLevel.DefaultValueFactory = _ => LogLevel.Info;
        selection.AddTo(command);
        command.Options.Add(_logPath);
        command.Options.Add(_logLevel);
        limits.AddTo(command);
        command.Options.Add(_keepGoing);
        command.Options.Add(_failFast);
        command.Options.Add(_output);
        show.AddTo(command);
        command.Options.Add(_ci);
        command.Options.Add(_grace);
        command.Options.Add(_cleanUp);
        command.Options.Add(_memory);
        given.AddTo(command);
        command.Options.Add(_yes);
        command.Options.Add(_executor);
        cluster.AddTo(command);
        recording.AddTo(command);
        states.AddTo(command);
        reuse.AddTo(command);
        cache.AddToRun(command);
        resume.AddTo(command);
        command.Options.Add(_watch);
        command.Options.Add(_quiet);
        command.Options.Add(_dryRun);
        command.Options.Add(Format);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_keepGoing) && result.GetValue(_failFast))
            {
                result.AddError("-k and --fail-fast exclude each other");
            }

            if (result.GetValue(_watch) && result.GetValue(_dryRun))
            {
                result.AddError("-w and -n exclude each other: a plan runs nothing that could be run again");
            }

            if (result.GetValue(_watch) && resume.IsAsked(result))
            {
                result.AddError("-w and --resume exclude each other: a watch begins with a run of its own");
            }

            if (show.AsksForLive(result) && result.GetValue(_output) == OutputMode.Raw)
            {
                result.AddError("--progress live and -o raw exclude each other: bytes as they come leave no place for it");
            }

            if (result.GetResult(Format) is { Implicit: false } && !result.GetValue(_dryRun) && result.GetResult(ListCommand.OptionName) is null)
            {
                result.AddError($"{ListFormats.OptionName} says how a plan or a list is printed: it needs -n or -l");
            }
        });
        command.SetAction(Run);
    }

    /// <summary>Reads the file and selects what is to run.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="read">Reads the file.</param>
    public AskedRun Load(ParseResult arguments, Func<DagDefinition> read)
    {
        var definition = read();
        var goesOn = resume.Find(arguments);
        var (wanted, values) = resume.Read(arguments, goesOn);
        if (goesOn is null && wanted.IsEmpty && definition.Default is { Count: 0 })
        {
            Print.Text(TaskListText.Of(Resolver.List(definition, wanted with { NoDefault = true }, given.ReadForShow(arguments))));
            throw new UsageException(ExitCode.BadCommandLine, "no task is named, and the file has none by default");
        }

        var selected = Resolver.Select(definition, wanted, values);
        return ResourceCheck.ProblemOfGpus(selected.Dag, selected.Resources, new Placement(arguments.GetValue(_executor), definition).IsJob) is { } scarce
            ? throw new UsageException(ExitCode.BadFile, scarce)
            : new(definition, selected, Requests.Of(wanted, values, definition.SecretValues, goesOn), goesOn);
    }

    /// <summary>Says before the first run what people should know, and asks what they are to be asked.</summary>
    /// <returns>What dagrs exits with; null: the run may begin.</returns>
    public int? Admit(ParseResult arguments, AskedRun asked)
    {
        var definition = asked.Definition;
        Secrets.Announce(definition.SecretValues, Ci(arguments));
        PlacementOf(arguments, asked).Check(asked.Selected.Dag);
        EmptyInputs.Tell(asked.Selected);
        if (!IsConfirmed(arguments) && Confirmation.Ask(asked.Selected.Dag, definition.Source.Path == "-") is { } refused)
        {
            var lost = new LostOutput();
            recording.OpenForProblems(arguments, new SparedFile(FileOptions.Identify(definition), "the file of tasks"))?.TellProblems(definition.Source.Path, [new("the run was not confirmed")], refused, lost);
            return lost.Tell(refused);
        }

        return null;
    }

    /// <summary>True when every question of a task is answered by the command line.</summary>
    public bool IsConfirmed(ParseResult arguments) => arguments.GetValue(_yes);

    /// <summary>True when only what goes wrong is told.</summary>
    public bool IsQuiet(ParseResult arguments) => arguments.GetValue(_quiet);

    private int Run(ParseResult arguments)
    {
        if (arguments.GetValue(_watch))
        {
            using var watch = new WatchedRuns(this, arguments, file, states, cache, recording);
            return watch.Run();
        }

        file.WhenFound = path => states.ReadAhead(arguments, path);
        var asked = Load(arguments, () => file.Read(arguments));
        if (arguments.GetValue(_dryRun))
        {
            var conditions = limits.Conditions(arguments, file.FolderAbove) with { Executor = Executors.WordFor(arguments.GetValue(_executor), asked.Definition) };
            conditions = conditions with { Times = ExpectedRun.Of(asked.Selected, states.Known(arguments), conditions, PlacementOf(arguments, asked)), Prospects = PlanCommand.Prospects(arguments, file, asked.Selected, states, reuse) };
            return PlanCommand.PrintPlan(asked.Selected, conditions, arguments.GetValue(Format));
        }

        if (Admit(arguments, asked) is { } refused)
        {
            return refused;
        }

        if (asked.Selected.Dag.HasInteractive && asked.Definition.Source.Path == "-")
        {
            OwnProcess.ReadFromTerminal(); // the file was all that standard input held
        }

        using var host = new RunHost(file);
        using var logFile = OpenLog(arguments, asked);
        var (exitCode, _) = RunOnce(arguments, asked, host, logFile, null);
        states.Parsed?.Write();
        return exitCode;
    }

    /// <summary>Which tasks run here, and which are jobs of a cluster.</summary>
    private Placement PlacementOf(ParseResult arguments, AskedRun asked) => new(arguments.GetValue(_executor), asked.Definition);

    /// <summary>How the command line wants it run.</summary>
    public RunOptions DescribeRun(ParseResult arguments, MainLoop loop, IExecutor executor, IReadOnlyList<IReporter> reporters, IReadOnlyDictionary<string, long> resources)
    {
        var options = new RunOptions
        {
            Parallelism = limits.Parallelism(arguments),
            FailureMode = arguments.GetValue(_keepGoing) ? FailureMode.KeepGoing : arguments.GetValue(_failFast) ? FailureMode.FailFast : FailureMode.Drain,
            Schedule = limits.Schedule(arguments),
            Timeout = limits.Timeout(arguments),
            Executor = executor,
            TimeProvider = loop,
            MainLoop = loop,
            NewsInterval = Timeout.InfiniteTimeSpan, // the console has signs of life of its own
            Reporters = reporters,
            KeepsOutputs = false,
            Resources = resources,
            Memory = arguments.GetValue(_memory),
        };
        options = arguments.GetValue(_cleanUp) is { } cleanUp ? options with { CleanUp = cleanUp } : options;
        return arguments.GetValue(_grace) is { } grace ? options with { Grace = grace } : options;
    }

    private string? Ci(ParseResult arguments) =>
        arguments.GetValue(_ci) is var asked && asked == "none" ? null : asked ?? CiDetection.Detect(Environment.GetEnvironmentVariable);

    private OutputMode Mode(ParseResult arguments) => arguments.GetValue(_output) ?? (Ci(arguments) is null ? OutputMode.Prefix : OutputMode.Group);

    private ConsoleOptions DescribeConsole(ParseResult arguments, bool logsToFile)
    {
        var ci = Ci(arguments);
        return new(
            Mode(arguments),
            CiDetection.Create(ci, Environment.GetEnvironmentVariable, TimeProvider.System),
            arguments.GetValue(_quiet),
            logsToFile);
    }
}
