using System.CommandLine;
using Dagrs.Cli.Commands;
using Dagrs.Cli.Completion;
using Dagrs.Cli.Help;
using Dagrs.Cli.Import;
using Dagrs.Cli.Options;
using Dagrs.Cli.Running;
using Dagrs.Cli.Telling;
using Dagrs.Console;
using Dagrs.Console.Help;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Graph;
using Dagrs.Core.Scheduling;

namespace Dagrs.Cli;

/// <summary>Assembles the program and turns every ending into an exit code.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (args is [TerminalGuardProgram.Word, ..])
        {
            return TerminalGuard.Watch(args.AsSpan(1));
        }

        OwnProcess.ReserveStandardDescriptors();

        // Not a RootCommand: that one looks up texts of its own for help and version, which takes longer than building everything below.
        var root = new Command("dagrs", "Runs the tasks of a YAML file, each as soon as its dependencies have succeeded.");
        HelpScreen.AddTo(root);
        root.Options.Add(new Option<bool>("--version", "-V") { Description = "print the version", Action = new VersionAction() });
        var (typed, given) = SplitAtDashes(args);
        var file = new TaskFileOptions();
        file.AddTo(root);
        // The same options in both places, so that they may come before or after 'run'.
        var selection = new SelectionOptions(file);
        var limits = new LimitOptions(RunOptions.DefaultParallelism);
        var show = new ShowOptions();
        var values = new RunInputOptions(file, given);
        var recording = new RecordingOptions();
        var states = new StateOptions(file);
        var runs = new RememberedRuns(states);
        var reuse = new ReuseOptions();
        var runCommand = new RunCommand(file, selection, limits, new RunningOptions(limits, show), show, values, recording, states, new ResumeOptions(states, runs, selection, values), reuse, new CacheOptions(), new ClusterOptions(file));
        runCommand.AddTo(root);
        var run = new Command("run", "Run the file; the same as without a command.");
        runCommand.AddTo(run);
        root.Subcommands.Add(run);
        root.Subcommands.Add(CheckCommand.Create(file));
        root.Subcommands.Add(PlanCommand.Create(file, selection, limits, values, states, reuse));
        root.Subcommands.Add(GraphCommand.Create(file, selection, values, runs));
        root.Subcommands.Add(WhyCommand.Create(file));
        root.Options.Add(WhyCommand.CreateOption(file));
        new ListCommand(file, selection, values, runCommand.Format).AddTo(root);
        root.Subcommands.Add(HistoryCommand.Create(runs));
        root.Subcommands.Add(ReportCommand.Create(runs));
        root.Subcommands.Add(CacheCommand.Create(file));
        root.Subcommands.Add(DoctorCommand.Create(file));
        root.Subcommands.Add(SchemaCommand.Create(file));
        root.Subcommands.Add(ImportCommand.Create(file));
        root.Subcommands.Add(InitCommand.Create(file));
        CompletionCommand.AddTo(root);
        ManPage.AddTo(root);

        var arguments = CommandLineErrors.Parse(root, ReuseOptions.Apart(RawWords.Reachable(typed)));
        var problems = new ToldProblems(arguments, file, recording);
        if (CommandLineErrors.Of(arguments) is { Count: > 0 } errors)
        {
            file.LearnSecrets(arguments);
            return AskedAbout(args, root) is { } asked
                ? Print.Text(CommandHelp.Of(asked, root))
                : problems.Tell(ExitCode.BadCommandLine, errors, "try 'dagrs --help'");
        }

        try
        {
            return arguments.Invoke(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception wrong) when (wrong is UnknownTaskException { Unknown: [{ Name: "help" }, ..] } or NoFileException && AskedAbout(args, root) is not null)
        {
            return Print.Text(CommandHelp.Of(AskedAbout(args, root)!, root));
        }
        catch (UnknownTaskException wrong)
        {
            return new MistakenWords(root, arguments) is var words && words.TryAnswer(wrong) is { } answered
                ? answered
                : problems.Tell(ExitCode.BadCommandLine, [.. words.Explain(wrong)]);
        }
        catch (NoFileException wrong)
        {
            return new MistakenWords(root, arguments) is var words && words.TryAnswer() is { } answered
                ? answered
                : problems.Tell(wrong.ExitCode, [wrong.Message], [.. words.Hints()]);
        }
        catch (Exception wrong)
        {
            return problems.TryTell(wrong) ?? TellBug(wrong);
        }
    }

    private static int TellBug(Exception bug)
    {
        StandardError.Complain($"dagrs itself failed, please report it: {bug}");
        return ExitCode.OwnFailure;
    }

    // What follows -- is for tasks. But the words of a shell's completion request are another command line.
    private static (string[] Typed, string[] Given) SplitAtDashes(string[] words) =>
        words is [CompletionScripts.Question, ..] || Array.IndexOf(words, "--") is not (>= 0 and var dashes) ? (words, []) : (words[..dashes], words[(dashes + 1)..]);

    // The command in 'dagrs help COMMAND'; a task may still be named 'help'.
    private static Command? AskedAbout(string[] words, Command root) =>
        words is ["help", var name] ? root.Subcommands.FirstOrDefault(command => command.Name == name && !command.Hidden) : null;
}
