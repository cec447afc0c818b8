using System.CommandLine;
using Dagrs.Cli.Logging;
using Dagrs.Cli.Options;
using Dagrs.Cli.Running;
using Dagrs.Cli.Watching;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Recording;
using Dagrs.Console.Reporters;
using Dagrs.Console.Running;
using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State;
using Dagrs.Core.State.Resuming;
using Dagrs.Slurm;

namespace Dagrs.Cli.Commands;

/// <content>One run of the selected tasks, from its options to its exit code.</content>
internal sealed partial class RunCommand
{
    /// <summary>Opens the log file; null: the log goes to the terminal.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public LogFile? OpenLog(ParseResult arguments, AskedRun asked) =>
        arguments.GetValue(_logPath) is { } path ? LogFile.Open(WorkingFolder.Reach(path), TaskFileOptions.Identify(asked.Definition)) : null;

    /// <summary>Runs once.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="asked">What to run.</param>
    /// <param name="host">What outlives the run.</param>
    /// <param name="logFile">The log file; null: the log goes to the terminal.</param>
    /// <param name="round">The watch of which it is a round; null: none.</param>
    public (int ExitCode, RunReport Report) RunOnce(ParseResult arguments, AskedRun asked, RunHost host, LogFile? logFile, IRound? round)
    {
        using var recordings = recording.Open(arguments, new SparedFile(TaskFileOptions.Identify(asked.Definition), "the task file"), new SparedFile(logFile?.Identity, "the log"));
        var lost = new LostOutput { Log = nameof(SerilogReporter) };
        return Run(asked, arguments, host, new RunOutput(show.OpenTerminal(arguments, running.Mode(arguments), recordings.TakesStandardOutput), logFile, lost, recordings) { LogPath = logFile?.Path }, logFile, round);
    }

    private (int ExitCode, RunReport Report) Run(AskedRun asked, ParseResult arguments, RunHost host, RunOutput output, LogFile? logFile, IRound? round)
    {
        var selected = asked.Selected;
        var (terminal, recordings) = (output.Terminal, output.Recordings);
        var console = running.DescribeConsole(arguments, logFile is null ? LogPlace.Terminal : LogPlace.File); // before the working directory changes
        var remembered = round is null ? states.NewRun(arguments) : round.Remembered; // its path is relative to the user's working directory
        var id = remembered?.Name.Id ?? RandomId.New()[..16];
        var jobFolder = cluster.FolderOf(arguments); // and so is this one
        var store = remembered is null ? null : cache.Open(arguments, selected.Dag);
        var plan = asked.GoesOn is { } goesOn && remembered is not null ? ResumeOptions.Plan(selected.Dag, goesOn, remembered, console.IsQuiet) : null;
        host.Enter(selected.Dag);
        var loop = host.Loop;
        var signals = host.TakeSignals(); // before the executor, which starts its guard
        var executor = ExecutorOf(arguments, asked, host, terminal.Screen is not null); // early, because it prepares itself in the background
        var level = arguments.GetValue(_logLevel);
        var leastLogged = console is { IsQuiet: true, Log: LogPlace.Terminal } && level < LogLevel.Error ? LogLevel.Error : level;
        var log = leastLogged == LogLevel.Off && logFile is null ? null : new SerilogReporter(leastLogged, logFile, terminal, console.Ci)
        {
            Explains = reuse.Explains(arguments),
            Skipped = [.. selected.LeftOut.Where(task => task.Reason == LeftOutReason.Skipped)],
        };
        var run = new ConsoleRun(output, console, loop);
        var reporters = run.Reporters(log, remembered is null ? null : (remembered, asked.Request), selected.Dag);
        var isForced = round is { IsFirst: false } ? _ => false : reuse.IsForced(arguments);
        var tasks = remembered is null || recordings.Journal is null || !remembered.TryMake() ? null : RememberedTasks.Of(asked, remembered, file.Folder, isForced, executor, store, states.Ahead);
        ITaskMemory? resumed = tasks is null ? null : new ResumedTasks(selected.Dag, tasks, recordings.Journal!, plan, tasks.Handed, isForced);
        using var memory = round is null || resumed is null ? resumed : round.MemoryOver(resumed, tasks!.Handed, recordings.Journal!);
        var options = DescribeRun(arguments, loop, executor, reporters, selected.Resources) with
        {
            AsksForColours = ShowOptions.AsksForColours(output),
            Id = id,
            MindsExecutors = arguments.GetValue(_executor) is null or ExecutorKind.Slurm,
            TaskMemory = memory,
            Learned = tasks?.Learned(),
            StopsTasksIndividually = round is not null,
            Kept = round?.Kept,
        };
        var jobs = new SlurmOptions(id, jobFolder, executor) { GoesOn = asked.GoesOn?.Id, Grace = options.Grace, Tell = StandardError.Warn };
        options = options with { Remote = PlacementOf(arguments, asked).Of(selected.Dag, () => new SlurmExecutor(jobs)) };
        var scheduler = new Scheduler(selected.Dag, options);
        round?.Begin(scheduler);
        var report = run.Run(scheduler, signals, executor);
        round?.End(report);
        return (run.Finish(scheduler.Id, report), report);
    }

    /// <summary>The executor of the commands.</summary>
    public Core.Execution.IExecutor ExecutorOf(ParseResult arguments, AskedRun asked, RunHost host, bool hasArea) =>
        host.ExecutorOf(PlacementOf(arguments, asked).Here, hasArea);
}
