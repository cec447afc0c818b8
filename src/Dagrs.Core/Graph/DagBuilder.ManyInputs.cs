using System.Runtime.CompilerServices;
using static Dagrs.Core.Graph.Functions;

namespace Dagrs.Core.Graph;

// Functions that take the values of five to eight predecessors, with the same overloads. For more, pass a list or use the context.
public sealed partial class DagBuilder
{
    /// <summary>Adds a task without a value that takes the values of five predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Action<T1, T2, T3, T4, T5> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5)); return default; }), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds a task that takes the values of five predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5)))), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of five predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3, T4, T5>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5))), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task that takes the values of five predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5))), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of five predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5))), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task that takes the values of five predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5))), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of five predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3, T4, T5>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.Cancel)), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task that takes the values of five predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.Cancel)), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of five predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, CancellationToken, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.Cancel)), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task that takes the values of five predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, CancellationToken, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.Cancel)), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds a task without a value that takes the values of six predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Action<T1, T2, T3, T4, T5, T6> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6)); return default; }), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds a task that takes the values of six predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6)))), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of six predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3, T4, T5, T6>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6))), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task that takes the values of six predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6))), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of six predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6))), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task that takes the values of six predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6))), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of six predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3, T4, T5, T6>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.Cancel)), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task that takes the values of six predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.Cancel)), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of six predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, CancellationToken, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.Cancel)), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task that takes the values of six predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, CancellationToken, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.Cancel)), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds a task without a value that takes the values of seven predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Action<T1, T2, T3, T4, T5, T6, T7> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7)); return default; }), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds a task that takes the values of seven predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7)))), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of seven predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7))), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task that takes the values of seven predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7))), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of seven predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7))), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task that takes the values of seven predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7))), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of seven predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task that takes the values of seven predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of seven predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, CancellationToken, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task that takes the values of seven predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, CancellationToken, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds a task without a value that takes the values of eight predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7, T8>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Action<T1, T2, T3, T4, T5, T6, T7, T8> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8)); return default; }), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds a task that takes the values of eight predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8)))), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of eight predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7, T8>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8))), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task that takes the values of eight predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8))), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of eight predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7, T8>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8))), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task that takes the values of eight predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8))), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of eight predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7, T8>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task that takes the values of eight predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of eight predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7, T8>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, CancellationToken, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task that takes the values of eight predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, CancellationToken, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);
}
