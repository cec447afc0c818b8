using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;

namespace Dagrs.Core.State;

/// <summary>
/// What is remembered of earlier runs, as a run uses it: it asks before each task, and reports how each task ended. It decides nothing about order,
/// failure or slots. Thread-safe; belongs to one run, which disposes of it at its end. Disposing writes what is pending and never throws.
/// </summary>
internal interface ITaskMemory : IDisposable
{
    /// <summary>True when the memory has to be asked before this task starts. Cheap, and constant throughout a run.</summary>
    bool IsAskedAbout(TaskNode task);

    /// <summary>Whether a task has to run. Called when all its predecessors are over. Never throws because of what is found in files.</summary>
    /// <param name="task">The task.</param>
    /// <param name="call">What it would run.</param>
    /// <param name="cancel">Cancelled when the run is stopped and waiting must end.</param>
    ValueTask<Recollection> AskAsync(TaskNode task, TaskCall call, CancellationToken cancel);

    /// <summary>A task starts: its last recorded success is void from now on. Called before its process starts.</summary>
    void Begin(TaskNode task);

    /// <summary>The additional log for a task's output, once it has begun; null: none.</summary>
    TaskLog? LogOf(TaskNode task);

    /// <summary>A task has succeeded by itself.</summary>
    /// <param name="task">The task.</param>
    /// <param name="call">What it ran.</param>
    /// <param name="output">Its standard output; null: it was not kept, since no other task can see it.</param>
    /// <param name="results">Its results by name; null: none.</param>
    ValueTask<Conclusion> SucceedAsync(TaskNode task, TaskCall call, CapturedOutput? output, IReadOnlyDictionary<string, string>? results);

    /// <summary>A task that began has ended in any other way.</summary>
    void Fail(TaskNode task);
}
