using System.CommandLine;
using Dagrs.Core.Definition;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Scheduling;

namespace Dagrs.Cli;

/// <summary><c>dagrs</c> and <c>dagrs run</c>: the options of a run, and the run.</summary>
internal sealed class RunCommand(FileOptions file)
{
    private readonly Argument<string[]> _tasks = new("TASK")
    {
        Description = "ids of the tasks to run, with all that they need (default: every task)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _logPath = new("--log-path")
    {
        Description = "the log and what tasks write go to this file; the terminal shows progress, failures and the summary",
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

    private readonly Option<int> _parallelism = new("-j", "--jobs")
    {
        Description = $"the most tasks at once (default here: {RunOptions.DefaultParallelism})",
        HelpName = "N",
        DefaultValueFactory = _ => RunOptions.DefaultParallelism,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var number) && number >= 1)
            {
                return number;
            }

            result.AddError($"-j must be a number from 1 on, not '{result.Tokens[0].Value}'");
            return 1;
        },
    };

    private readonly Option<bool> _keepGoing = new("-k", "--keep-going") { Description = "after a failure run everything that does not come after it" };

    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "after a failure also stop what is running" };

    private readonly Option<bool> _quiet = new("-q", "--quiet") { Description = "only what tasks write, and failures" };

    private readonly Option<Schedule> _schedule = Choice.Option(
        "--schedule",
        "eager: each task as soon as it can; waves: level after level (default: eager)",
        ("eager", Schedule.Eager),
        ("waves", Schedule.Waves));

    public void AddTo(Command command)
    {
        _logLevel.DefaultValueFactory = _ => LogLevel.Info;
        command.Arguments.Add(_tasks);
        command.Options.Add(_logPath);
        command.Options.Add(_logLevel);
        command.Options.Add(_parallelism);
        command.Options.Add(_keepGoing);
        command.Options.Add(_failFast);
        command.Options.Add(_schedule);
        command.Options.Add(_quiet);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_keepGoing) && result.GetValue(_failFast))
            {
                result.AddError("-k and --fail-fast exclude each other");
            }
        });
        command.SetAction((arguments, _) => RunAsync(arguments));
    }

    private async Task<int> RunAsync(ParseResult arguments)
    {
        var dag = Resolver.Resolve(file.Read(arguments), arguments.GetValue(_tasks));
        var logFile = arguments.GetValue(_logPath) is { } path ? new LogFile(path) : null;
        return ExitCode.Of(await RunAsync(dag, arguments, logFile));
    }

    private async Task<RunReport> RunAsync(Dag dag, ParseResult arguments, LogFile? logFile)
    {
        var isQuiet = arguments.GetValue(_quiet);
        var level = arguments.GetValue(_logLevel);
        var terminal = new Terminal();
        Console.SetOut(terminal.AsTextWriter());
        using var log = new SerilogReporter(isQuiet && logFile is null && level < LogLevel.Error ? LogLevel.Error : level, logFile);
        var scheduler = new Scheduler(dag, new RunOptions
        {
            Parallelism = arguments.GetValue(_parallelism),
            FailureMode = arguments.GetValue(_keepGoing) ? FailureMode.KeepGoing : arguments.GetValue(_failFast) ? FailureMode.FailFast : FailureMode.Drain,
            Schedule = arguments.GetValue(_schedule),
            // The console first: a line that a task left without its end stands before the log says that the task has ended.
            Reporters = [new ConsoleReporter(terminal, isQuiet, logFile is not null), log],
        });
        using var signals = new StopSignals(scheduler);
        return await scheduler.RunAsync();
    }
}
