using System.Runtime.CompilerServices;
using static Dagrs.Core.Graph.Functions;

namespace Dagrs.Core.Graph;

// Functions as tasks, with or without a value, synchronous or asynchronous. These take no values of predecessors, only nothing, the context or a
// cancellation token. Where a lambda fits several overloads, one that returns a Task wins over one that returns a ValueTask, and the context
// wins over the token.
public sealed partial class DagBuilder
{
    /// <summary>Adds a task without a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add(string name, Action run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, run, options, [], after);

    /// <summary>Adds a task that returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<TResult>(string name, Func<TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, Functions.Untyped(run), options, [], after);

    /// <summary>Adds an asynchronous task without a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add(string name, Func<Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(_ => run()), options, [], after);

    /// <summary>Adds an asynchronous task that returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<TResult>(string name, Func<Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(_ => run()), options, [], after);

    /// <summary>Adds an asynchronous task without a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add(string name, Func<ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(_ => run()), options, [], after);

    /// <summary>Adds an asynchronous task that returns a value.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<TResult>(string name, Func<ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(_ => run()), options, [], after);

    /// <summary>Adds a task without a value that takes its context.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add(string name, Action<TaskContext> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(c); return default; }), options, [], after);

    /// <summary>Adds a task that returns a value and takes its context.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(c))), options, [], after);

    /// <summary>Adds an asynchronous task without a value that takes its context.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode Add(string name, Func<TaskContext, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(run), options, [], after);

    /// <summary>Adds an asynchronous task that returns a value and takes its context.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(run), options, [], after);

    /// <summary>Adds an asynchronous task without a value that takes its context.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode Add(string name, Func<TaskContext, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(run), options, [], after);

    /// <summary>Adds an asynchronous task that returns a value and takes its context.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(run), options, [], after);

    /// <summary>Adds a task without a value that takes a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-2)]
    public TaskNode Add(string name, Action<CancellationToken> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, new Work.Code(c => { run(c.Cancel); return default; }), options, [], after);

    /// <summary>Adds a task that returns a value and takes a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-2)]
    public TaskNode<TResult> Add<TResult>(string name, Func<CancellationToken, TResult> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, new Work.Code(c => new(run(c.Cancel))), options, [], after);

    /// <summary>Adds an asynchronous task without a value that takes a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-1)]
    public TaskNode Add(string name, Func<CancellationToken, Task> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.Cancel)), options, [], after);

    /// <summary>Adds an asynchronous task that returns a value and takes a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-1)]
    public TaskNode<TResult> Add<TResult>(string name, Func<CancellationToken, Task<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.Cancel)), options, [], after);

    /// <summary>Adds an asynchronous task without a value that takes a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-2)]
    public TaskNode Add(string name, Func<CancellationToken, ValueTask> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddPlain(name, run, CodeOf(c => run(c.Cancel)), options, [], after);

    /// <summary>Adds an asynchronous task that returns a value and takes a cancellation token.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-2)]
    public TaskNode<TResult> Add<TResult>(string name, Func<CancellationToken, ValueTask<TResult>> run, TaskOptions? options = null, params ReadOnlySpan<TaskNode> after) =>
        AddTyped<TResult>(name, run, CodeOf(c => run(c.Cancel)), options, [], after);
}
