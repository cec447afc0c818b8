using System.CommandLine;
using Dagrs.Cli.Logging;
using Dagrs.Cli.Options;
using Dagrs.Cli.Running;
using Dagrs.Cli.Telling;
using Dagrs.Cli.Watching;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Recording;
using Dagrs.Console.Reporters;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs</c> and <c>dagrs run</c>: the options of a run, and the run.</summary>
internal sealed partial class RunCommand(TaskFileOptions file, SelectionOptions selection, LimitOptions limits, RunningOptions running, ShowOptions show, RunInputOptions input, RecordingOptions recording, StateOptions states, ResumeOptions resume, ReuseOptions reuse, CacheOptions cache, ClusterOptions cluster)
{
    private readonly Option<string?> _logPath = FileOption.Create(
        "--log-path",
        "file for the log and the output of tasks; the terminal shows progress, failures and the summary",
        "PATH");

    private readonly Option<LogLevel> _logLevel = Choice.Option(
        "--log-level",
        "log level (default: info)",
        ("debug", LogLevel.Debug),
        ("info", LogLevel.Info),
        ("warn", LogLevel.Warn),
        ("error", LogLevel.Error),
        ("off", LogLevel.Off));

    private readonly Option<bool> _yes = new("-y", "--yes") { Description = "answer yes to the questions of tasks ('confirm')" };

    private readonly Option<bool> _dryRun = new("-n", "--dry-run") { Description = "show the plan and run nothing" };

    private readonly Option<bool> _watch = new("-w", "--watch") { Description = "after the run, wait for changes of inputs and run the affected tasks again, until Ctrl-C" };

    private readonly Option<ExecutorKind?> _executor = Executors.CreateOption();

    /// <summary>The format of a plan or list requested by <c>-n</c> or <c>-l</c>.</summary>
    public Option<ListFormat> Format { get; } = ListFormats.CreateOption("output format of -n and -l (default: text)");

    public void AddTo(Command command)
    {
        _logLevel.DefaultValueFactory = _ => LogLevel.Info;
        selection.AddTo(command);
        command.Options.Add(_logPath);
        command.Options.Add(_logLevel);
        running.AddTo(command);
        input.AddTo(command);
        command.Options.Add(_yes);
        command.Options.Add(_executor);
        cluster.AddTo(command);
        recording.AddTo(command);
        states.AddTo(command);
        reuse.AddTo(command);
        cache.AddToRun(command);
        resume.AddTo(command);
        command.Options.Add(_watch);
        command.Options.Add(_dryRun);
        command.Options.Add(Format);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_watch) && result.GetValue(_dryRun))
            {
                result.AddError("-w and -n cannot be combined: a dry run has nothing to run again");
            }

            if (result.GetValue(_watch) && resume.IsAsked(result))
            {
                result.AddError("-w and --resume cannot be combined: a watch starts with a run of its own");
            }

            if (result.GetResult(Format) is { Implicit: false } && !result.GetValue(_dryRun) && result.GetResult(ListCommand.OptionName) is null)
            {
                result.AddError($"{ListFormats.OptionName} is the format of a plan or a list: it needs -n or -l");
            }
        });
        command.SetAction(Run);
    }

    /// <summary>Reads the file and selects the tasks to run.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="read">Reads the file.</param>
    public AskedRun Load(ParseResult arguments, Func<DagDefinition> read)
    {
        var definition = read();
        var goesOn = resume.Find(arguments);
        var (wanted, values) = resume.Read(arguments, goesOn);
        if (goesOn is null && wanted.IsEmpty && definition.Default is { Count: 0 })
        {
            Print.Text(TaskListText.Of(Resolver.List(definition, wanted with { NoDefault = true }, input.ReadForShow(arguments))));
            throw new UsageException(ExitCode.BadCommandLine, "no task is named, and 'default' of the file is empty");
        }

        var selected = Resolver.Select(definition, wanted, values);
        return ResourceCheck.ProblemOfGpus(selected.Dag, selected.Resources, new Placement(arguments.GetValue(_executor), definition).IsJob) is { } scarce
            ? throw new UsageException(ExitCode.BadFile, scarce)
            : new(definition, selected, Requests.Of(wanted, values, selected.FromVariables, definition.SecretValues, goesOn), goesOn) { Written = [.. Written(arguments)] };
    }

    private IEnumerable<string> Written(ParseResult arguments) =>
        recording.Written(arguments).Concat(arguments.GetValue(_logPath) is { } log ? [WorkingFolder.FullPath(log)] : []);

    /// <summary>Before the first run: prints what people should know, and asks for confirmation.</summary>
    /// <returns>The exit code of dagrs; null: the run may begin.</returns>
    public int? Admit(ParseResult arguments, AskedRun asked)
    {
        var definition = asked.Definition;
        Secrets.Announce(definition.SecretValues, running.Ci(arguments));
        PlacementOf(arguments, asked).Check(asked.Selected.Dag);
        EmptyInputs.Tell(asked.Selected);
        if (!IsConfirmed(arguments) && Confirmation.Ask(asked.Selected.Dag, definition.Source.Path == "-") is { } refused)
        {
            var lost = new LostOutput();
            recording.OpenForProblems(arguments, new SparedFile(TaskFileOptions.Identify(definition), "the task file"))?.TellProblems(definition.Source.Path, [new("the run was not confirmed")], refused, lost);
            return lost.Tell(refused);
        }

        return null;
    }

    /// <summary>True when the command line confirms every question.</summary>
    public bool IsConfirmed(ParseResult arguments) => arguments.GetValue(_yes);

    /// <summary>True when only problems are reported.</summary>
    public bool IsQuiet(ParseResult arguments) => running.IsQuiet(arguments);

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
            OwnProcess.ReadFromTerminal(); // standard input contained nothing but the file
        }

        using var host = new RunHost(file);
        using var logFile = OpenLog(arguments, asked);
        var (exitCode, _) = RunOnce(arguments, asked, host, logFile, null);
        states.Parsed?.Write();
        return exitCode;
    }

    /// <summary>Which tasks run here, and which are cluster jobs.</summary>
    private Placement PlacementOf(ParseResult arguments, AskedRun asked) => new(arguments.GetValue(_executor), asked.Definition);

    /// <summary>The run options from the command line.</summary>
    public RunOptions DescribeRun(ParseResult arguments, MainLoop loop, IExecutor executor, IReadOnlyList<IReporter> reporters, IReadOnlyDictionary<string, long> resources) =>
        running.DescribeRun(arguments, new RunOptions { Executor = executor, TimeProvider = loop, MainLoop = loop, Reporters = reporters, Resources = resources });
}
