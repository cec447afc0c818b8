using Dagrs.Core.Graph;
using Dagrs.Core.Scheduling;

namespace Dagrs.Build;

/// <summary>
/// Makes a program of a graph: its tasks are chosen on the command line, by name and glob, and it is run, listed, planned, shown, reported and stopped
/// as <c>dagrs</c> does that with a file.
/// </summary>
public static class BuildProgram
{
    /// <summary>
    /// Does what the command line says. Without a task it makes the one that is called <c>default</c>, or all where there is none. While tasks run,
    /// what C# code writes to <see cref="System.Console"/> is shown as the output of its task, and signals belong to the run: Ctrl-C stops it, a second
    /// one kills what still runs. Once at a time in a process.
    /// </summary>
    /// <param name="args">The command line; <c>--help</c> tells what it may hold.</param>
    /// <param name="graph">The tasks.</param>
    /// <param name="options">
    /// How it runs where the command line says nothing; null: as many tasks at once as there are processors and two more, nothing new after a
    /// failure. <see cref="RunOptions.Targets"/> and <see cref="RunOptions.TimeProvider"/> do not count here.
    /// </param>
    /// <returns>
    /// What the program is to exit with: 0; 1 when a task failed; 2 when the command line is wrong; 4 when something could not be written; 124 when the time
    /// was over; 128 and the number of a signal. Does not throw for what a task does or the command line says.
    /// </returns>
    /// <exception cref="InvalidOperationException">Another one goes on in this process.</exception>
    public static Task<int> RunAsync(IReadOnlyList<string> args, DagBuilder graph, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(graph);
        var program = new BuildCommandLine(graph.Build(), options ?? new RunOptions());

        // A thread that waits for the run and does what it needs done beside its tasks.
        return Task.Factory.StartNew(() => program.Run([.. args]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
