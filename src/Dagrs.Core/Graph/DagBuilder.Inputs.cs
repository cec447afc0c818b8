using System.Runtime.CompilerServices;
using static Dagrs.Core.Graph.Functions;

namespace Dagrs.Core.Graph;

// Functions that take the values of predecessors: of a list, or of one to four. Each number has the same overloads: with or without a value,
// synchronous, asynchronous, and asynchronous with a cancellation token.
public sealed partial class DagBuilder
{
    /// <summary>Adds a task without a value that takes the values of a list of predecessors, in their order.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T>(string name, IReadOnlyList<TaskNode<T>> inputs, Action<IReadOnlyList<T>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(ListOf(c, inputs)); return default; }), options, Handles(ref inputs), after);

    /// <summary>Adds a task that takes the values of a list of predecessors, in their order, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T, TResult>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(ListOf(c, inputs)))), options, Handles(ref inputs), after);

    /// <summary>Adds an asynchronous task without a value that takes the values of a list of predecessors, in their order.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(ListOf(c, inputs))), options, Handles(ref inputs), after);

    /// <summary>Adds an asynchronous task that takes the values of a list of predecessors, in their order, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T, TResult>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(ListOf(c, inputs))), options, Handles(ref inputs), after);

    /// <summary>Adds an asynchronous task without a value that takes the values of a list of predecessors, in their order.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(ListOf(c, inputs))), options, Handles(ref inputs), after);

    /// <summary>Adds an asynchronous task that takes the values of a list of predecessors, in their order, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T, TResult>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(ListOf(c, inputs))), options, Handles(ref inputs), after);

    /// <summary>Adds an asynchronous task without a value that takes the values of a list of predecessors, in their order, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(ListOf(c, inputs), c.Cancel)), options, Handles(ref inputs), after);

    /// <summary>Adds an asynchronous task that takes the values of a list of predecessors, in their order, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T, TResult>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(ListOf(c, inputs), c.Cancel)), options, Handles(ref inputs), after);

    /// <summary>Adds an asynchronous task without a value that takes the values of a list of predecessors, in their order, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, CancellationToken, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(ListOf(c, inputs), c.Cancel)), options, Handles(ref inputs), after);

    /// <summary>Adds an asynchronous task that takes the values of a list of predecessors, in their order, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T, TResult>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, CancellationToken, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(ListOf(c, inputs), c.Cancel)), options, Handles(ref inputs), after);

    /// <summary>Adds a task without a value that takes the value of one predecessor.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1>(string name, TaskNode<T1> input1, Action<T1> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(c.ValueOf(input1)); return default; }), options, [input1], after);

    /// <summary>Adds a task that takes the value of one predecessor and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, TResult>(string name, TaskNode<T1> input1, Func<T1, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(c.ValueOf(input1)))), options, [input1], after);

    /// <summary>Adds an asynchronous task without a value that takes the value of one predecessor.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1>(string name, TaskNode<T1> input1, Func<T1, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1))), options, [input1], after);

    /// <summary>Adds an asynchronous task that takes the value of one predecessor and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, TResult>(string name, TaskNode<T1> input1, Func<T1, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1))), options, [input1], after);

    /// <summary>Adds an asynchronous task without a value that takes the value of one predecessor.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1>(string name, TaskNode<T1> input1, Func<T1, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1))), options, [input1], after);

    /// <summary>Adds an asynchronous task that takes the value of one predecessor and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, TResult>(string name, TaskNode<T1> input1, Func<T1, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1))), options, [input1], after);

    /// <summary>Adds an asynchronous task without a value that takes the value of one predecessor, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1>(string name, TaskNode<T1> input1, Func<T1, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.Cancel)), options, [input1], after);

    /// <summary>Adds an asynchronous task that takes the value of one predecessor, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, TResult>(string name, TaskNode<T1> input1, Func<T1, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.Cancel)), options, [input1], after);

    /// <summary>Adds an asynchronous task without a value that takes the value of one predecessor, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1>(string name, TaskNode<T1> input1, Func<T1, CancellationToken, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.Cancel)), options, [input1], after);

    /// <summary>Adds an asynchronous task that takes the value of one predecessor, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, TResult>(string name, TaskNode<T1> input1, Func<T1, CancellationToken, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.Cancel)), options, [input1], after);

    /// <summary>Adds a task without a value that takes the values of two predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Action<T1, T2> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2)); return default; }), options, [input1, input2], after);

    /// <summary>Adds a task that takes the values of two predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2)))), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of two predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2))), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task that takes the values of two predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2))), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of two predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2))), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task that takes the values of two predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2))), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of two predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.Cancel)), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task that takes the values of two predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.Cancel)), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of two predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, CancellationToken, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.Cancel)), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task that takes the values of two predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, CancellationToken, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.Cancel)), options, [input1, input2], after);

    /// <summary>Adds a task without a value that takes the values of three predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Action<T1, T2, T3> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3)); return default; }), options, [input1, input2, input3], after);

    /// <summary>Adds a task that takes the values of three predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3)))), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of three predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3))), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task that takes the values of three predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3))), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of three predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3))), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task that takes the values of three predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3))), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of three predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.Cancel)), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task that takes the values of three predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.Cancel)), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of three predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, CancellationToken, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.Cancel)), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task that takes the values of three predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, CancellationToken, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.Cancel)), options, [input1, input2, input3], after);

    /// <summary>Adds a task without a value that takes the values of four predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Action<T1, T2, T3, T4> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4)); return default; }), options, [input1, input2, input3, input4], after);

    /// <summary>Adds a task that takes the values of four predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4)))), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of four predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3, T4>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4))), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task that takes the values of four predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, T4, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4))), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of four predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4))), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task that takes the values of four predecessors and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4))), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of four predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add<T1, T2, T3, T4>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.Cancel)), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task that takes the values of four predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<T1, T2, T3, T4, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.Cancel)), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task without a value that takes the values of four predecessors, and a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, CancellationToken, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.Cancel)), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task that takes the values of four predecessors, and a cancellation token, and returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, CancellationToken, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.Cancel)), options, [input1, input2, input3, input4], after);
}
