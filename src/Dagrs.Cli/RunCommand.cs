using System.CommandLine;
using Dagrs.Core.Definition;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State;
using Dagrs.Core.State.Resuming;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli;

/// <summary><c>dagrs</c> and <c>dagrs run</c>: the options of a run, and the run.</summary>
internal sealed class RunCommand(FileOptions file, SelectionOptions selection, LimitOptions limits, GivenOptions given, ShowOptions show, RecordingOptions recording, StateOptions states, ResumeOptions resume, ReuseOptions reuse, CacheOptions cache)
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

    private readonly Option<bool> _quiet = new("-q", "--quiet") { Description = "only what tasks write, and failures" };

    private readonly Option<ExecutorKind?> _executor = Choice.Option<ExecutorKind?>(
        "--executor",
        "what runs commands: the system's own call, or the library CliWrap (default here: " + (OperatingSystem.IsLinux() ? "direct)" : "cliwrap)"),
        Array.ConvertAll(Executors.Words, choice => (choice.Word, (ExecutorKind?)choice.Kind)));

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
        recording.AddTo(command);
        states.AddTo(command);
        reuse.AddTo(command);
        cache.AddToRun(command);
        resume.AddTo(command);
        command.Options.Add(_quiet);
        command.Options.Add(_dryRun);
        command.Options.Add(Format);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_keepGoing) && result.GetValue(_failFast))
            {
                result.AddError("-k and --fail-fast exclude each other");
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

    private int Run(ParseResult arguments)
    {
        var definition = file.Read(arguments);
        var goesOn = resume.Find(arguments);
        var (wanted, values) = resume.Read(arguments, goesOn);
        if (goesOn is null && wanted.IsEmpty && definition.Default is { Count: 0 })
        {
            Print.Text(TaskListText.Of(Resolver.List(definition, wanted with { NoDefault = true }, given.ReadForShow(arguments))));
            throw new UsageException(ExitCode.BadCommandLine, "no task is named, and the file has none by default");
        }

        var selected = Resolver.Select(definition, wanted, values);
        if (arguments.GetValue(_dryRun))
        {
            var conditions = limits.Conditions(arguments, file.FolderAbove) with { Executor = Executors.WordFor(arguments.GetValue(_executor), definition) };
            conditions = conditions with { Times = ExpectedRun.Of(selected, states.Known(arguments), conditions), Prospects = PlanCommand.Prospects(arguments, file, selected, states, reuse) };
            return PlanCommand.PrintPlan(selected, conditions, arguments.GetValue(Format));
        }

        Secrets.Announce(definition.SecretValues, Ci(arguments));
        var executor = Executors.Choose(arguments.GetValue(_executor), definition);
        EmptyInputs.Tell(selected);
        var tasks = FileOptions.Identify(definition);
        if (!arguments.GetValue(_yes) && Confirmation.Ask(selected.Dag, definition.Source.Path == "-") is { } refused)
        {
            var lost = new LostOutput();
            recording.OpenForProblems(arguments, new SparedFile(tasks, "the file of tasks"))?.TellProblems(definition.Source.Path, [new("the run was not confirmed")], refused, lost);
            return lost.Tell(refused);
        }

        using var logFile = arguments.GetValue(_logPath) is { } path ? LogFile.Open(WorkingFolder.Reach(path), tasks) : null;
        using var recordings = recording.Open(arguments, new SparedFile(tasks, "the file of tasks"), new SparedFile(logFile?.Identity, "the log"));
        var output = new RunOutput(show.OpenTerminal(arguments, Mode(arguments), recordings.TakesStandardOutput), logFile, new LostOutput(), recordings);
        var report = Run(new AskedRun(selected, Requests.Of(wanted, values, definition.SecretValues, goesOn), goesOn), arguments, executor, output);
        output.Lost.Add($"the log '{logFile?.Path}' is not whole", logFile?.Problem);
        output.Lost.Add($"{output.Terminal.Name} is not whole", output.Terminal.Problem);
        return output.Lost.Tell(RunExit.CodeOf(report));
    }

    private RunReport Run(AskedRun asked, ParseResult arguments, ExecutorKind kind, RunOutput output)
    {
        var selected = asked.Selected;
        var (terminal, logFile, lost, recordings) = output;
        var console = DescribeConsole(arguments, logFile is not null); // before the folder changes, from which it counts paths
        foreach (var secret in selected.Dag.Tasks.SelectMany(task => task.Spec?.Secrets ?? []).Distinct())
        {
            TaskFolder.Set(secret, null); // those who may have it get it as a variable of their own
        }

        var remembered = states.NewRun(arguments); // its path counts from where the user is
        var store = remembered is null ? null : cache.Open(arguments, selected.Dag);
        var plan = asked.GoesOn is { } goesOn && remembered is not null ? ResumeOptions.Plan(selected.Dag, goesOn, remembered, console.IsQuiet) : null;
        TaskFolder.Enter(file.FolderAbove, file.Folder);
        OuterTasks.TellInnerOnes();
        var loop = new MainLoop();
        using var signals = new StopSignals(loop); // before the executor, which starts its guard
        var executor = Executors.Create(kind, loop, terminal.Screen is not null); // it gets ready while the rest is made
        var level = arguments.GetValue(_logLevel);
        var leastLogged = console is { IsQuiet: true, LogsToFile: false } && level < LogLevel.Error ? LogLevel.Error : level;
        var log = leastLogged == LogLevel.Off && logFile is null ? null : new SerilogReporter(leastLogged, logFile, terminal, console.Ci)
        {
            Explains = reuse.Explains(arguments),
            Skipped = [.. selected.LeftOut.Where(task => task.Reason == LeftOutReason.Skipped)],
        };
        var shown = new ConsoleReporter(terminal, console, loop);
        List<IReporter> reporters = log is null ? [lost, shown] : [lost, shown, log];
        if (recordings.CreateReporter(() => loop.Suspended, ended => CodeOf(ended, output, shown), remembered, asked.Request, selected.Dag) is { } recorder)
        {
            reporters.Add(recorder); // the last, since it tells whether the others could write
        }

        var tasks = remembered is null || recordings.Journal is null || !remembered.TryMake() ? null : RememberedTasks.Of(selected.Dag, remembered, file.Folder, reuse.IsForced(arguments), executor, store);
        using ITaskMemory? memory = tasks is null ? null : new ResumedTasks(selected.Dag, tasks, recordings.Journal!, plan, tasks.Handed, reuse.IsForced(arguments));
        var options = DescribeRun(arguments, loop, executor, reporters, selected.Resources) with
        {
            AsksForColours = ShowOptions.AsksForColours(output),
            Id = remembered?.Name.Id,
            Past = memory,
            Learned = tasks?.Learned(),
        };
        var scheduler = new Scheduler(selected.Dag, options);
        terminal.Broken += () => scheduler.Stop(new StopCause.Signal("SIGPIPE"));
        signals.DirectTo(scheduler, executor, terminal.Screen);
        terminal.Screen?.Begin(executor as IGuardsScreen);
        var fault = new OwnFault(scheduler);
        RunReport report;
        try
        {
            report = loop.Run(() => scheduler.RunAsync(), fault.Meet);
        }
        finally
        {
            terminal.Screen?.End();
        }

        lost.Add("what tasks wrote is not whole", shown.Problem);
        lost.AddFault(fault.Words);
        TellAtLast(recordings.Finish(scheduler.Id, report, console.IsQuiet, lost), output);
        return report;
    }

    // What others have gathered goes on its way first, so that it is known whether it can.
    private static int CodeOf(RunReport report, RunOutput output, ConsoleReporter shown)
    {
        output.Terminal.Flush();
        output.Log?.Flush();
        return output.Lost.CodeOf(RunExit.CodeOf(report), output.Terminal.Problem, output.Log?.Problem, shown.Problem);
    }

    private static void TellAtLast(string text, RunOutput output)
    {
        if (text.Length > 0)
        {
            var terminal = new Terminal(isError: output.Terminal.IsError);
            terminal.Write(text);
            terminal.Complete();
            terminal.Flush();
            output.Lost.Add($"{terminal.Name} is not whole", output.Terminal.Problem is null ? terminal.Problem : null);
        }
    }

    private RunOptions DescribeRun(ParseResult arguments, MainLoop loop, IExecutor executor, IReadOnlyList<IReporter> reporters, IReadOnlyDictionary<string, long> resources)
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
