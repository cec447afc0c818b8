using Dagrs.Cli.Options;
using Dagrs.Cli.Running;
using Dagrs.Console;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using Dagrs.Slurm;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs doctor</c>: checks whether the executors work here. Reads the file, if there is one, for its cluster settings.</summary>
internal static class DoctorCommand
{
    public static Command Create(TaskFileOptions file)
    {
        var cluster = new ClusterOptions(file);
        var executor = Executors.CreateOption();
        var command = new Command("doctor", "Check that commands can run here; with --executor slurm: submit a small test job.");
        command.Options.Add(executor);
        cluster.AddTo(command);
        command.SetAction(arguments =>
        {
            file.EnterFolder(arguments);
            var definition = file.ReadIfThere(arguments);
            var kind = Executors.Choose(arguments.GetValue(executor), definition);
            using var host = new RunHost(file);
            return kind == ExecutorKind.Slurm ? TryCluster(host, definition, cluster.FolderOf(arguments), file.FolderAbove ?? Environment.CurrentDirectory) : TryHere(host, kind);
        });
        return command;
    }

    private static int TryCluster(RunHost host, DagDefinition? definition, string runs, string folder)
    {
        if (Placement.WhyNoCluster() is { } why)
        {
            StandardError.Complain(why);
            return ExitCode.TaskFailed;
        }

        using var stop = new CancellationTokenSource();
        host.TakeSignals().DirectTo(stop.Cancel);
        var local = host.ExecutorOf(Executors.OfSystem, hasArea: false);
        var run = RandomId.New()[..16];
        var options = new SlurmOptions(run, runs, local) { Tell = StandardError.Warn };
        var (report, isWell) = host.Loop.Run<(string, bool)>(async () =>
        {
            var found = await new Doctor(options, definition?.Defaults.Cluster, folder).ExamineAsync(stop.Token);
            await local.CleanUpAsync(run, CancellationToken.None);
            return found;
        });
        Print.Text(report);
        return isWell ? ExitCode.Success : ExitCode.TaskFailed;
    }

    private static int TryHere(RunHost host, ExecutorKind kind)
    {
        var local = host.ExecutorOf(kind, hasArea: false);
        var outcome = host.Loop.Run(() => local.ExecuteAsync(new(new Core.Model.Command.Shell("exit 0")) { Name = "doctor", Run = RandomId.New()[..16] }, new ToolOutput(), default));
        Print.Text($"{(outcome is Outcome.Succeeded ? "ok " : "bad")} shell  {outcome.Words}\n");
        return outcome is Outcome.Succeeded ? ExitCode.Success : ExitCode.TaskFailed;
    }
}
