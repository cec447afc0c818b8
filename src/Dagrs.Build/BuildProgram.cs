using Dagrs.Core.Graph;
using Dagrs.Core.Scheduling;

namespace Dagrs.Build;

/// <summary>
/// Turns a graph into a program: its tasks are selected on the command line, by name and glob, and it can be run, listed, planned, displayed, reported and
/// stopped like a file in <c>dagrs</c>.
/// </summary>
public static class BuildProgram
{
    /// <summary>
    /// Executes the command line. Without a task it runs the one named <c>default</c>, or all tasks if there is none. During the run, what C# code writes
    /// to <see cref="System.Console"/> is shown as the output of its task, and signals belong to the run: Ctrl-C stops it, a second one kills what is
    /// still running. Only one call at a time in a process.
    /// </summary>
    /// <param name="args">The command line; <c>--help</c> describes it.</param>
    /// <param name="graph">The tasks.</param>
    /// <param name="options">
    /// How tasks run where the command line says nothing; null: as many tasks at once as there are processors plus two, and none is started after a
    /// failure. <see cref="RunOptions.Targets"/> and <see cref="RunOptions.TimeProvider"/> are ignored.
    /// </param>
    /// <returns>
    /// The exit code for the program: 0; 1 when a task failed; 2 when the command line is wrong; 4 when something could not be written; 124 when the time
    /// limit was exceeded; 128 plus the number of a signal. Does not throw because of what a task does or the command line says.
    /// </returns>
    /// <exception cref="InvalidOperationException">Another call is running in this process.</exception>
    public static Task<int> RunAsync(IReadOnlyList<string> args, DagBuilder graph, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(graph);
        var program = new BuildCommandLine(graph.Build(), options ?? new RunOptions());

        // A thread that waits for the run and does the run's own work.
        return Task.Factory.StartNew(() => program.Run([.. args]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
