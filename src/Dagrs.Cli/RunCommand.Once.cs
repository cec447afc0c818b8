using System.CommandLine;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State;
using Dagrs.Core.State.Resuming;
using Dagrs.Slurm;

namespace Dagrs.Cli;

/// <content>One run of what was selected, from what it is told by to its exit code.</content>
internal sealed partial class RunCommand
{
    /// <summary>The file of the log; null: the terminal has the log.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public LogFile? OpenLog(ParseResult arguments, AskedRun asked) =>
        arguments.GetValue(_logPath) is { } path ? LogFile.Open(WorkingFolder.Reach(path), FileOptions.Identify(asked.Definition)) : null;

    /// <summary>Runs once.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="asked">What.</param>
    /// <param name="host">What outlives the run.</param>
    /// <param name="logFile">The file of the log; null: the terminal has it.</param>
    /// <param name="round">The watch of which it is a round; null: it is a run of its own.</param>
    public (int ExitCode, RunReport Report) RunOnce(ParseResult arguments, AskedRun asked, RunHost host, LogFile? logFile, IRound? round)
    {
        using var recordings = recording.Open(arguments, new SparedFile(FileOptions.Identify(asked.Definition), "the file of tasks"), new SparedFile(logFile?.Identity, "the log"));
        var output = new RunOutput(show.OpenTerminal(arguments, Mode(arguments), recordings.TakesStandardOutput), logFile, new LostOutput(), recordings);
        var report = Run(asked, arguments, host, output, round);
        output.Lost.Add($"the log '{logFile?.Path}' is not whole", logFile?.Problem);
        output.Lost.Add($"{output.Terminal.Name} is not whole", output.Terminal.Problem);
        return (output.Lost.Tell(RunExit.CodeOf(report)), report);
    }

    private RunReport Run(AskedRun asked, ParseResult arguments, RunHost host, RunOutput output, IRound? round)
    {
        var selected = asked.Selected;
        var (terminal, logFile, lost, recordings) = output;
        var console = DescribeConsole(arguments, logFile is not null); // before the folder changes, from which it counts paths
        var remembered = round is null ? states.NewRun(arguments) : round.Remembered; // its path counts from where the user is
        var id = remembered?.Name.Id ?? RandomId.New()[..16];
        var jobFolder = cluster.FolderOf(arguments); // it counts from there too
        var store = remembered is null ? null : cache.Open(arguments, selected.Dag);
        var plan = asked.GoesOn is { } goesOn && remembered is not null ? ResumeOptions.Plan(selected.Dag, goesOn, remembered, console.IsQuiet) : null;
        host.Enter(selected.Dag);
        var loop = host.Loop;
        var signals = host.TakeSignals(); // before the executor, which starts its guard
        var executor = ExecutorOf(arguments, asked, host, terminal.Screen is not null); // it gets ready while the rest is made
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

        var isForced = round is { IsFirst: false } ? _ => false : reuse.IsForced(arguments);
        var tasks = remembered is null || recordings.Journal is null || !remembered.TryMake() ? null : RememberedTasks.Of(selected.Dag, remembered, file.Folder, isForced, executor, store, selected.LeftOut.Select(task => task.Id), states.Ahead);
        ITaskMemory? resumed = tasks is null ? null : new ResumedTasks(selected.Dag, tasks, recordings.Journal!, plan, tasks.Handed, isForced);
        using var memory = round is null || resumed is null ? resumed : round.MemoryOver(resumed, tasks!.Handed, recordings.Journal!);
        var options = DescribeRun(arguments, loop, executor, reporters, selected.Resources) with
        {
            AsksForColours = ShowOptions.AsksForColours(output),
            Id = id,
            MindsExecutors = arguments.GetValue(_executor) is null or ExecutorKind.Slurm,
            Past = memory,
            Learned = tasks?.Learned(),
            StopsTasksApart = round is not null,
            Kept = round?.Kept,
        };
        var jobs = new SlurmOptions(id, jobFolder, executor) { GoesOn = asked.GoesOn?.Id, Grace = options.Grace, Tell = StandardError.Warn };
        options = options with { Elsewhere = PlacementOf(arguments, asked).Of(selected.Dag, () => new SlurmExecutor(jobs)) };
        var scheduler = new Scheduler(selected.Dag, options);
        terminal.Broken += () => scheduler.Stop(new StopCause.Signal("SIGPIPE"));
        signals.DirectTo(scheduler, executor, terminal.Screen);
        terminal.Screen?.Begin(executor as Core.Execution.IGuardsScreen);
        var fault = new OwnFault(scheduler);
        round?.Begin(scheduler);
        RunReport report;
        try
        {
            report = loop.Run(() => scheduler.RunAsync(), fault.Meet);
        }
        finally
        {
            signals.DirectTo(null);
            terminal.TakeBack();
            terminal.Screen?.End();
        }

        round?.End(report);
        lost.Add("what tasks wrote is not whole", shown.Problem);
        lost.AddFault(fault.Words);
        TellAtLast(recordings.Finish(scheduler.Id, report, console.IsQuiet, lost), output);
        return report;
    }

    /// <summary>What runs the commands.</summary>
    public Core.Execution.IExecutor ExecutorOf(ParseResult arguments, AskedRun asked, RunHost host, bool hasArea) =>
        host.ExecutorOf(PlacementOf(arguments, asked).Here, hasArea);

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
}
