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
}
