using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;

namespace Dagrs.Core.State;

/// <summary>
/// What was done before, as a run asks for it: one question before a task, and word of what became of it. It decides nothing about order, failure or
/// slots. Thread-safe; belongs to one run, and is disposed of at its end, which hands in what it has to add and never throws.
/// </summary>
internal interface ITaskMemory : IDisposable
{
    /// <summary>True when it has to be asked before this task starts. Cheap, and the same throughout a run.</summary>
    bool IsAskedAbout(TaskNode task);

    /// <summary>Whether a task has to run. All that it comes after is over. Never throws for what is found in files.</summary>
    /// <param name="task">The task.</param>
    /// <param name="call">What it would run.</param>
    /// <param name="cancel">Canceled when it is not to wait any longer: the run is stopped.</param>
    ValueTask<Recollection> AskAsync(TaskNode task, TaskCall call, CancellationToken cancel);

    /// <summary>A task starts: from here on nothing that was known of its last success counts. Told before its process starts.</summary>
    void Begin(TaskNode task);

    /// <summary>Where what a task writes is to go besides, once it has begun; null: nowhere.</summary>
    TaskLog? LogOf(TaskNode task);

    /// <summary>A task has ended by itself with success.</summary>
    /// <param name="task">The task.</param>
    /// <param name="call">What it ran.</param>
    /// <param name="output">Its standard output; null: it was not kept, since no other task can see it.</param>
    /// <param name="results">What it gave by name; null: nothing.</param>
    ValueTask<Conclusion> SucceedAsync(TaskNode task, TaskCall call, CapturedOutput? output, IReadOnlyDictionary<string, string>? results);

    /// <summary>A task that began has come to another end.</summary>
    void Fail(TaskNode task);
}
