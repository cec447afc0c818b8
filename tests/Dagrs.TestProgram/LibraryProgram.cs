using System.Runtime.InteropServices;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.TestProgram;

/// <summary>A program of somebody who uses the library, and who ends in the middle of a run.</summary>
internal static class LibraryProgram
{
    public static int Run(string how, string executor, string command)
    {
        using var begun = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource();
        using var own = how == "own" ? PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        }) : null;
        var graph = new DagBuilder();
        var task = graph.Add("task", new Command.Shell(command));
        graph.Add("next", new Command.Shell(command), after: task);
        var options = new RunOptions
        {
            FailureMode = FailureMode.KeepGoing,
            Executor = executor == "cliwrap" ? new CliWrapExecutor() : null,
            Reporters = [new FirstOutput(begun)],
        };
        var run = graph.Build().RunAsync(options, stop.Token);
        begun.Wait();
        Console.WriteLine("ready");
        switch (how)
        {
            case "exit":
                Environment.Exit(3);
                break;
            case "throw":
                throw new InvalidOperationException("the program's own");
            case "wait":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "own":
                Console.WriteLine(run.GetAwaiter().GetResult()["task"].State);
                return 7;
        }

        return 0;
    }

    private sealed class FirstOutput(ManualResetEventSlim begun) : IReporter
    {
        public void Report(RunEvent happened)
        {
            if (happened is RunEvent.TaskOutput)
            {
                begun.Set();
            }
        }
    }
}
