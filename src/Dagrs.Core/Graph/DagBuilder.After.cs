using System.Runtime.CompilerServices;
using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

// The same tasks with their predecessors one after the other, `after: a, b`, where nothing else is said: C# lets a named argument be followed by
// others only in its place. Everywhere else a list says the same, `after: [a, b]`.
public sealed partial class DagBuilder
{
    /// <summary>Adds a task without value after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode Add(string name, Action run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a task that gives a value after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode<TResult> Add<TResult>(string name, Func<TResult> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without value after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-9)]
    public TaskNode Add(string name, Func<Task> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task that gives a value after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-9)]
    public TaskNode<TResult> Add<TResult>(string name, Func<Task<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without value after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode Add(string name, Func<ValueTask> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task that gives a value after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode<TResult> Add<TResult>(string name, Func<ValueTask<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a task without value that sees its context after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode Add(string name, Action<TaskContext> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a task with a value that sees its context after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, TResult> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without value that sees its context after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-9)]
    public TaskNode Add(string name, Func<TaskContext, Task> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task with a value that sees its context after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-9)]
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, Task<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without value that sees its context after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode Add(string name, Func<TaskContext, ValueTask> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task with a value that sees its context after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode<TResult> Add<TResult>(string name, Func<TaskContext, ValueTask<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a task without value, with a token that asks it to end, after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-12)]
    public TaskNode Add(string name, Action<CancellationToken> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a task with a value, with a token that asks it to end, after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-12)]
    public TaskNode<TResult> Add<TResult>(string name, Func<CancellationToken, TResult> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without value, with a token that asks it to end, after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-11)]
    public TaskNode Add(string name, Func<CancellationToken, Task> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task with a value, with a token that asks it to end, after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-11)]
    public TaskNode<TResult> Add<TResult>(string name, Func<CancellationToken, Task<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task without value, with a token that asks it to end, after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-12)]
    public TaskNode Add(string name, Func<CancellationToken, ValueTask> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds an asynchronous task with a value, with a token that asks it to end, after two or more others.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-12)]
    public TaskNode<TResult> Add<TResult>(string name, Func<CancellationToken, ValueTask<TResult>> run, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, run, null, [after, and, .. more]);

    /// <summary>Adds a command after two or more other tasks; its value is its standard output as text, without the last line break.</summary>
    /// <inheritdoc cref="Add(TaskSpec, ReadOnlySpan{TaskNode})" path="/exception"/>
    [OverloadResolutionPriority(-10)]
    public TaskNode<string> Add(string name, Command command, TaskNode after, TaskNode and, params ReadOnlySpan<TaskNode> more) =>
        Add(name, command, null, [after, and, .. more]);
}
