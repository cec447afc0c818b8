using System.CommandLine;
using System.CommandLine.Invocation;
using Dagrs.Console;
using Dagrs.Console.Help;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Scheduling;
using Command = System.CommandLine.Command;

namespace Dagrs.Build;

/// <summary>The command line of a build program, from its arguments to its exit code.</summary>
internal sealed class BuildCommandLine
{
    private static int _runs; // 1 during a run: signals and the console exist only once

    private readonly Argument<string[]> _tasks = new("TASK")
    {
        Description = $"tasks by id or glob (test-*), with all that they need (default: '{BuildTargets.Default}', or every task if there is none of that name)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _list = new("-l", "--list") { Description = "list the tasks, run nothing" };

    private readonly Option<bool> _dryRun = new("-n", "--dry-run") { Description = "show the plan and run nothing" };

    private readonly Command _root = new(Path.GetFileNameWithoutExtension(Environment.GetCommandLineArgs()[0]), "Runs the tasks of this build, each as soon as its dependencies have succeeded.");
    private readonly Dag _dag;
    private readonly RunOptions _options;
    private readonly LimitOptions _limits;
    private readonly RunningOptions _running;
    private readonly ShowOptions _show = new();
    private readonly RecordingOptions _recording = new();

    /// <param name="dag">The tasks.</param>
    /// <param name="options">How they run where the command line says nothing.</param>
    public BuildCommandLine(Dag dag, RunOptions options)
    {
        (_dag, _options) = (dag, options);
        _limits = new(options.Parallelism);
        _running = new(_limits, _show);
        _tasks.CompletionSources.Clear();
        _root.Arguments.Add(_tasks);
        _root.Options.Add(_list);
        _root.Options.Add(_dryRun);
        _running.AddTo(_root);
        _recording.AddTo(_root);
        _root.Options.Add(new Option<bool>("--help", "-h", "-?") { Description = "show this help", Action = new HelpAction(_root) });
        _root.SetAction(Do);
    }

    /// <summary>Executes the command line.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="InvalidOperationException">Another run is going on in this process.</exception>
    public int Run(string[] words)
    {
        if (Interlocked.Exchange(ref _runs, 1) == 1)
        {
            throw new InvalidOperationException("another build is running in this process; await it first");
        }

        StandardError.Program = _root.Name;
        try
        {
            var arguments = CommandLineErrors.Parse(_root, words);
            return CommandLineErrors.Of(arguments) is { Count: > 0 } errors && arguments.Action is not HelpAction
                ? Complain(ExitCode.BadCommandLine, [.. errors, $"try '{_root.Name} --help'"])
                : arguments.Invoke(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UnknownTaskException wrong)
        {
            return Complain(ExitCode.BadCommandLine, wrong.Message.Split('\n'));
        }
        catch (UsageException wrong)
        {
            return Complain(wrong.ExitCode, [wrong.Message]);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return Complain(ExitCode.OwnFailure, [SystemReason.Of(wrong)]);
        }
        finally
        {
            _recording.Close();
            Volatile.Write(ref _runs, 0);
        }
    }

    private int Do(ParseResult arguments)
    {
        var wanted = BuildTargets.Find(_dag, arguments.GetValues(_tasks));
        if (arguments.GetValue(_list))
        {
            return Print.Text(BuildTargets.List(arguments.GetValues(_tasks) is [] ? _dag.Tasks : wanted.Named));
        }

        var part = wanted.IsAll ? _dag : _dag.Part(wanted.Named);
        return arguments.GetValue(_dryRun)
            ? Print.Text(PlanText.Of(new ExecutionPlan(part), _limits.Conditions(arguments, folder: null)))
            : new BuildRun(_running.DescribeRun(arguments, _options)).Run(part, arguments, _running, _show, _recording);
    }

    private static int Complain(int exitCode, IReadOnlyList<string> messages)
    {
        foreach (var message in messages)
        {
            StandardError.Complain(OneLine.Of(message));
        }

        return exitCode;
    }

    private sealed class HelpAction(Command root) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult) => Print.Text(CommandHelp.Of(root, root));
    }
}
