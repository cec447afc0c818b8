using System.CommandLine;
using Dagrs.Console.Reporters;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;
using Dagrs.Core.Scheduling;
using Command = System.CommandLine.Command;

namespace Dagrs.Console.Options;

/// <summary>The options for how a run proceeds and how the output of its tasks is shown, whatever it runs.</summary>
/// <param name="limits">The limits of the run.</param>
/// <param name="show">How it looks on a terminal.</param>
internal sealed class RunningOptions(LimitOptions limits, ShowOptions show)
{
    private readonly Option<bool> _keepGoing = new("-k", "--keep-going") { Description = "run what does not depend on a failed task" };

    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "after a failure, also stop running tasks" };

    private readonly Option<OutputMode?> _output = Choice.Option<OutputMode?>(
        "-o",
        "how to show the output of tasks (default: prefix; in CI: group)",
        ("prefix", OutputMode.Prefix),
        ("group", OutputMode.Group),
        ("keep-order", OutputMode.KeepOrder),
        ("errors-only", OutputMode.ErrorsOnly),
        ("raw", OutputMode.Raw));

    private readonly Option<string?> _ci = Choice.Option<string?>(
        "--ci",
        "fold output for this CI system (default: detected by its variables)",
        [.. CiDetection.Names.ToList().ConvertAll(name => (name, (string?)name))]);

    private readonly Option<TimeSpan?> _grace = LimitOptions.DurationOption("--grace", "seconds between SIGTERM and SIGKILL (default: 5)", plainSeconds: true);

    private readonly Option<TimeSpan?> _cleanUp = LimitOptions.DurationOption("--cleanup", "seconds for tasks with 'when: always' after a stop (default: 30)", plainSeconds: true);

    private readonly Option<long?> _memory = new("--memory")
    {
        Description = "total for 'resources: memory' of tasks: 16G (default: what the machine or the cgroup allows)",
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

    private readonly Option<bool> _quiet = new("-q", "--quiet") { Description = "only the output of tasks, and failures" };

    public void AddTo(Command command)
    {
        limits.AddTo(command);
        command.Options.Add(_keepGoing);
        command.Options.Add(_failFast);
        command.Options.Add(_output);
        show.AddTo(command);
        command.Options.Add(_ci);
        command.Options.Add(_grace);
        command.Options.Add(_cleanUp);
        command.Options.Add(_memory);
        command.Options.Add(_quiet);
        command.Validators.Add(result =>
        {
            if (result.GetReadable(_keepGoing) && result.GetReadable(_failFast))
            {
                result.AddError("-k and --fail-fast cannot be combined");
            }

            if (show.AsksForLive(result) && result.GetReadable(_output) == OutputMode.Raw)
            {
                result.AddError("--progress live and -o raw cannot be combined: raw bytes leave no room for a live area");
            }
        });
    }

    /// <summary>True when only problems are reported.</summary>
    public bool IsQuiet(ParseResult arguments) => arguments.GetValue(_quiet);

    /// <summary>How the output of tasks is shown.</summary>
    public OutputMode Mode(ParseResult arguments) => arguments.GetValue(_output) ?? (Ci(arguments) is null ? OutputMode.Prefix : OutputMode.Group);

    /// <summary>The CI system that reads the output; null: none.</summary>
    public string? Ci(ParseResult arguments) =>
        arguments.GetValue(_ci) is var asked && asked == "none" ? null : asked ?? CiDetection.Detect(Environment.GetEnvironmentVariable);

    /// <summary>The console options for a run.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="log">Where the log goes.</param>
    public ConsoleOptions DescribeConsole(ParseResult arguments, LogPlace log) => new(
        Mode(arguments),
        CiDetection.Create(Ci(arguments), Environment.GetEnvironmentVariable, TimeProvider.System),
        IsQuiet(arguments),
        log);

    /// <summary>The run options from the command line.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="options">The defaults for what it does not say.</param>
    public RunOptions DescribeRun(ParseResult arguments, RunOptions options) => options with
    {
        Parallelism = limits.Parallelism(arguments),
        FailureMode = arguments.GetValue(_keepGoing) ? FailureMode.KeepGoing : arguments.GetValue(_failFast) ? FailureMode.FailFast : options.FailureMode,
        Schedule = limits.Schedule(arguments) ?? options.Schedule,
        Timeout = limits.Timeout(arguments) ?? options.Timeout,
        Memory = arguments.GetValue(_memory) ?? options.Memory,
        CleanUp = arguments.GetValue(_cleanUp) ?? options.CleanUp,
        Grace = arguments.GetValue(_grace) ?? options.Grace,
        NewsInterval = Timeout.InfiniteTimeSpan, // the console has its own heartbeat
        KeepsOutputs = false,
    };
}
