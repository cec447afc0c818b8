using System.Runtime.CompilerServices;
using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

// Overloads that take predecessors as plain arguments, `after: a, b`, where no options are given: C# lets a named argument be followed by
// positional ones only when it stands in its own position. Everywhere else a list does the same: `after: [a, b]`.
public sealed partial class DagBuilder
{
    /// <summary>Adds a task without a value, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode Add(string name, Action run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a task that returns a value, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode<TResult> Add<TResult>(string name, Func<TResult> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without a value, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-9)]
    public TaskNode Add(string name, Func<Task> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task that returns a value, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-9)]
    public TaskNode<TResult> Add<TResult>(string name, Func<Task<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without a value, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode Add(string name, Func<ValueTask> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task that returns a value, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode<TResult> Add<TResult>(string name, Func<ValueTask<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a task without a value that takes its context, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode Add(string name, Action<TaskContext> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a task that returns a value and takes its context, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, TResult> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without a value that takes its context, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-9)]
    public TaskNode Add(string name, Func<TaskContext, Task> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task that returns a value and takes its context, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-9)]
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, Task<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without a value that takes its context, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode Add(string name, Func<TaskContext, ValueTask> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task that returns a value and takes its context, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, ValueTask<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a task without a value that takes a cancellation token, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-12)]
    public TaskNode Add(string name, Action<CancellationToken> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a task that returns a value and takes a cancellation token, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-12)]
    public TaskNode<TResult> Add<TResult>(string name, Func<CancellationToken, TResult> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without a value that takes a cancellation token, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-11)]
    public TaskNode Add(string name, Func<CancellationToken, Task> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task that returns a value and takes a cancellation token, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-11)]
    public TaskNode<TResult> Add<TResult>(string name, Func<CancellationToken, Task<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without a value that takes a cancellation token, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-12)]
    public TaskNode Add(string name, Func<CancellationToken, ValueTask> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task that returns a value and takes a cancellation token, with two or more predecessors.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-12)]
    public TaskNode<TResult> Add<TResult>(string name, Func<CancellationToken, ValueTask<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a command with two or more predecessors; its value is its standard output as text, without the last line break.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode<string> Add(string name, Command command, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, command, null, [after, and, .. more]);
}
