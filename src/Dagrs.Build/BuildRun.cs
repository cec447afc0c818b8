using System.CommandLine;
using Dagrs.Console.Options;
using Dagrs.Console.Reporters;
using Dagrs.Console.Running;
using Dagrs.Console.Terminals;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;
using Dagrs.Core.Scheduling;

namespace Dagrs.Build;

/// <summary>One run of a build program, from its options to its exit code.</summary>
/// <param name="options">How it runs.</param>
internal sealed class BuildRun(RunOptions options)
{
    /// <summary>Runs tasks.</summary>
    /// <param name="dag">The tasks.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="running">How the output of tasks is shown.</param>
    /// <param name="show">How it looks on a terminal.</param>
    /// <param name="recording">What is recorded for programs.</param>
    /// <returns>The exit code.</returns>
    public int Run(Dag dag, ParseResult arguments, RunningOptions running, ShowOptions show, RecordingOptions recording)
    {
        OwnProcess.ReserveStandardDescriptors();
        var loop = new MainLoop();
        using var signals = new StopSignals(loop); // before the executor, which starts its guard
        using var recorded = options is { Events: null, Reports.Count: 0 } ? null : new RunRecording(options.Events, options.Reports, nameof(RunOptions.Reports));
        using var recordings = recording.Open(arguments);
        var terminal = show.OpenTerminal(arguments, running.Mode(arguments), recordings.TakesStandardOutput);
        var output = new RunOutput(terminal, null, new LostOutput(), recordings);
        var executor = options.Executor ?? new ProcessExecutor(ownsProcess: false, loop, terminal.Screen is null ? null : DescriptorStream.StandardOutput);
        var run = new ConsoleRun(output, running.DescribeConsole(arguments, LogPlace.Nowhere), loop);
        var reporters = run.Reporters(log: null, remembered: null, dag);
        using var console = new TaskConsole();
        var scheduler = new Scheduler(dag, options with
        {
            Targets = [],
            Executor = executor,
            TimeProvider = loop,
            MainLoop = loop,
            AsksForColours = ShowOptions.AsksForColours(output),
            CodeScope = console.Enter,
            Reporters = recorded is null ? [.. options.Reporters, .. reporters] : [.. options.Reporters, recorded, .. reporters],
        });
        var report = run.Run(scheduler, signals, executor);
        try
        {
            recorded?.Finish(report);
        }
        catch (IOException wrong)
        {
            output.Lost.Add("the records of the build are incomplete", SystemReason.Of(wrong));
        }

        return run.Finish(scheduler.Id, report);
    }
}
