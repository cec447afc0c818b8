namespace Dagrs.Core.Graph;

// Functions as tasks. The forms are the same for any number of predecessors from none to eight: with a value or without, plain,
// asynchronous, and asynchronous with a token that asks to end. More predecessors than eight come as a list or through the context.
public sealed partial class DagBuilder
{
    /// <summary>Adds a task without value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add(string name, Action run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, options, [], after);

    /// <summary>Adds a task that gives a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<TResult>(string name, Func<TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, Functions.Untyped(run), options, [], after);

    /// <summary>Adds an asynchronous task without value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add(string name, Func<Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(_ => run()), options, [], after);

    /// <summary>Adds an asynchronous task that gives a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<TResult>(string name, Func<Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(_ => run()), options, [], after);

    /// <summary>Adds a task without value that sees its context.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add(string name, Action<TaskContext> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, new Work.Code(context => { run(context); return default; }), options, [], after);

    /// <summary>Adds a task that sees its context and gives a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, new Work.Code(context => new(run(context))), options, [], after);

    /// <summary>Adds an asynchronous task without value that sees its context.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add(string name, Func<TaskContext, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(run), options, [], after);

    /// <summary>Adds an asynchronous task that sees its context and gives a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(run), options, [], after);

    /// <summary>Adds a task without value that takes the values of a list of predecessors, in their order.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T>(string name, IReadOnlyList<TaskNode<T>> inputs, Action<IReadOnlyList<T>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, new Work.Code(c => { run(ListOf(c, inputs)); return default; }), options, [.. inputs], after);

    /// <summary>Adds a task that takes the values of a list of predecessors, in their order, and gives a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T, TResult>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, new Work.Code(c => new(run(ListOf(c, inputs)))), options, [.. inputs], after);

    /// <summary>Adds an asynchronous task without value that takes the values of a list of predecessors, in their order.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(ListOf(c, inputs), c.Cancel)), options, [.. inputs], after);

    /// <summary>Adds an asynchronous task that takes the values of a list of predecessors, in their order, and gives a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T, TResult>(string name, IReadOnlyList<TaskNode<T>> inputs, Func<IReadOnlyList<T>, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(ListOf(c, inputs), c.Cancel)), options, [.. inputs], after);

    /// <summary>Adds a task without value that takes the value of one predecessor.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1>(string name, TaskNode<T1> input1, Action<T1> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, new Work.Code(c => { run(c.ValueOf(input1)); return default; }), options, [input1], after);

    /// <summary>Adds a task that takes the value of one predecessor and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, TResult>(string name, TaskNode<T1> input1, Func<T1, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, new Work.Code(c => new(run(c.ValueOf(input1)))), options, [input1], after);

    /// <summary>Adds an asynchronous task without value that takes the value of one predecessor.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1>(string name, TaskNode<T1> input1, Func<T1, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1))), options, [input1], after);

    /// <summary>Adds an asynchronous task that takes the value of one predecessor and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, TResult>(string name, TaskNode<T1> input1, Func<T1, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1))), options, [input1], after);

    /// <summary>Adds an asynchronous task without value that takes the value of one predecessor, and a token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1>(string name, TaskNode<T1> input1, Func<T1, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.Cancel)), options, [input1], after);

    /// <summary>Adds an asynchronous task that takes the value of one predecessor, and a token, and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, TResult>(string name, TaskNode<T1> input1, Func<T1, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.Cancel)), options, [input1], after);

    /// <summary>Adds a task without value that takes the values of two predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Action<T1, T2> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2)); return default; }), options, [input1, input2], after);

    /// <summary>Adds a task that takes the values of two predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2)))), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task without value that takes the values of two predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2))), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task that takes the values of two predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2))), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task without value that takes the values of two predecessors, and a token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.Cancel)), options, [input1, input2], after);

    /// <summary>Adds an asynchronous task that takes the values of two predecessors, and a token, and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, Func<T1, T2, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.Cancel)), options, [input1, input2], after);

    /// <summary>Adds a task without value that takes the values of three predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Action<T1, T2, T3> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3)); return default; }), options, [input1, input2, input3], after);

    /// <summary>Adds a task that takes the values of three predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3)))), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task without value that takes the values of three predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3))), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task that takes the values of three predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3))), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task without value that takes the values of three predecessors, and a token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.Cancel)), options, [input1, input2, input3], after);

    /// <summary>Adds an asynchronous task that takes the values of three predecessors, and a token, and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, Func<T1, T2, T3, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.Cancel)), options, [input1, input2, input3], after);

    /// <summary>Adds a task without value that takes the values of four predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Action<T1, T2, T3, T4> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4)); return default; }), options, [input1, input2, input3, input4], after);

    /// <summary>Adds a task that takes the values of four predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4)))), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task without value that takes the values of four predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4))), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task that takes the values of four predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4))), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task without value that takes the values of four predecessors, and a token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.Cancel)), options, [input1, input2, input3, input4], after);

    /// <summary>Adds an asynchronous task that takes the values of four predecessors, and a token, and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, Func<T1, T2, T3, T4, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.Cancel)), options, [input1, input2, input3, input4], after);

    /// <summary>Adds a task without value that takes the values of five predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Action<T1, T2, T3, T4, T5> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5)); return default; }), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds a task that takes the values of five predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5)))), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task without value that takes the values of five predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5))), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task that takes the values of five predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5))), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task without value that takes the values of five predecessors, and a token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.Cancel)), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds an asynchronous task that takes the values of five predecessors, and a token, and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, Func<T1, T2, T3, T4, T5, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.Cancel)), options, [input1, input2, input3, input4, input5], after);

    /// <summary>Adds a task without value that takes the values of six predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Action<T1, T2, T3, T4, T5, T6> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6)); return default; }), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds a task that takes the values of six predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6)))), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task without value that takes the values of six predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6))), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task that takes the values of six predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6))), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task without value that takes the values of six predecessors, and a token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.Cancel)), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds an asynchronous task that takes the values of six predecessors, and a token, and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, Func<T1, T2, T3, T4, T5, T6, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.Cancel)), options, [input1, input2, input3, input4, input5, input6], after);

    /// <summary>Adds a task without value that takes the values of seven predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Action<T1, T2, T3, T4, T5, T6, T7> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7)); return default; }), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds a task that takes the values of seven predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7)))), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task without value that takes the values of seven predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7))), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task that takes the values of seven predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7))), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task without value that takes the values of seven predecessors, and a token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds an asynchronous task that takes the values of seven predecessors, and a token, and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, Func<T1, T2, T3, T4, T5, T6, T7, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7], after);

    /// <summary>Adds a task without value that takes the values of eight predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7, T8>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Action<T1, T2, T3, T4, T5, T6, T7, T8> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, new Work.Code(c => { run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8)); return default; }), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds a task that takes the values of eight predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, new Work.Code(c => new(run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8)))), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task without value that takes the values of eight predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7, T8>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8))), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task that takes the values of eight predecessors and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8))), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task without value that takes the values of eight predecessors, and a token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add<T1, T2, T3, T4, T5, T6, T7, T8>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    /// <summary>Adds an asynchronous task that takes the values of eight predecessors, and a token, and gives one.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(string name, TaskNode<T1> input1, TaskNode<T2> input2, TaskNode<T3> input3, TaskNode<T4> input4, TaskNode<T5> input5, TaskNode<T6> input6, TaskNode<T7> input7, TaskNode<T8> input8, Func<T1, T2, T3, T4, T5, T6, T7, T8, CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, CodeOf(c => run(c.ValueOf(input1), c.ValueOf(input2), c.ValueOf(input3), c.ValueOf(input4), c.ValueOf(input5), c.ValueOf(input6), c.ValueOf(input7), c.ValueOf(input8), c.Cancel)), options, [input1, input2, input3, input4, input5, input6, input7, input8], after);

    private static Work.Code CodeOf(Func<TaskContext, Task> run) => new(async context =>
    {
        await run(context).ConfigureAwait(false);
        return null;
    });

    private static Work.Code CodeOf<TResult>(Func<TaskContext, Task<TResult>> run) => new(async context => await run(context).ConfigureAwait(false));

    private static T[] ListOf<T>(TaskContext context, IReadOnlyList<TaskNode<T>> inputs)
    {
        var values = new T[inputs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = context.ValueOf(inputs[i]);
        }

        return values;
    }
}
