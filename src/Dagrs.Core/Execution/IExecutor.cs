using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>
/// Runs one command to its outcome; knows no graph. It may take its time to start, hold any number of commands at once and hand
/// over output later than the end of a command, but never after its task has completed. Thread-safe.
/// </summary>
public interface IExecutor
{
    /// <summary>Runs a command. How it ends is the result, also when it cannot be started; only a bug makes the task fault.</summary>
    /// <param name="invocation">What to run and with what.</param>
    /// <param name="output">Gets what the command writes.</param>
    /// <param name="stopTokens">Asks it to end, politely and then not.</param>
    Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens);

    /// <summary>
    /// Ends what the commands of a run have left behind, such as processes in the background; called once, when none of its
    /// commands runs any more. Nothing of the run is alive afterwards, as far as the system allows. It must not keep its caller waiting:
    /// the time after which <paramref name="kill"/> comes begins when it has returned its task.
    /// </summary>
    /// <param name="run">The run, as in <see cref="Invocation.Run"/>.</param>
    /// <param name="kill">Until then what is left is asked to end; from then on it is killed.</param>
    /// <returns>How many processes were ended.</returns>
    Task<int> CleanUpAsync(string run, CancellationToken kill);
}
