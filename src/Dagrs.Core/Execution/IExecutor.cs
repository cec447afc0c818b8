using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>
/// Runs one command to its outcome; knows no graph. It may delay starts, run any number of commands concurrently and deliver output after a command
/// has ended, but never after its task has completed. Thread-safe.
/// </summary>
public interface IExecutor
{
    /// <summary>Runs a command. The result is how it ended, even if it could not be started; the task faults only because of a bug.</summary>
    /// <param name="invocation">What to run and with what.</param>
    /// <param name="output">Gets the output of the command.</param>
    /// <param name="stopTokens">Ask it to stop, then kill it.</param>
    Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens);

    /// <summary>
    /// Ends what the commands of a run have left behind, such as background processes. Called once, after the last command of the run has ended.
    /// Nothing of the run is alive afterwards, as far as the system allows. It must not block its caller: the time until <paramref name="kill"/>
    /// starts when it returns its task.
    /// </summary>
    /// <param name="run">The run, as in <see cref="Invocation.Run"/>.</param>
    /// <param name="kill">Before it is cancelled, left-over processes are asked to stop; afterwards they are killed.</param>
    /// <returns>How many processes were ended.</returns>
    Task<int> CleanUpAsync(string run, CancellationToken kill);
}
