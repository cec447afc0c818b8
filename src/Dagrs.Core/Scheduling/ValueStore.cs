using System.Globalization;
using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The values of tasks: what C# code returned, what commands wrote. A command's output is kept for ever when the caller may query it, otherwise only
/// while some unfinished successor can see it. A task writes its value before it ends and reads those of its predecessors after it has started, so
/// the scheduler's lock between the two is enough.
/// </summary>
internal sealed class ValueStore
{
    private static readonly object Missing = new(); // the value of a task that was allowed to fail

    private readonly Dag _dag;
    private readonly object?[]? _values; // null when no task of the graph has a value
    private readonly bool _keepsOutputs;
    private readonly int[]? _readers; // by task: unfinished successors that can see its output; null when none can

    /// <param name="dag">What is run.</param>
    /// <param name="keepsOutputs">True when the output of any command may be queried at the end.</param>
    public ValueStore(Dag dag, bool keepsOutputs)
    {
        (_dag, _keepsOutputs) = (dag, keepsOutputs);
        if (!dag.HasValues)
        {
            return;
        }

        _values = new object?[dag.Tasks.Count];
        for (var task = 0; task < dag.Tasks.Count; task++)
        {
            if (_dag.Node(task).Reads)
            {
                _readers ??= new int[dag.Tasks.Count];
                foreach (var predecessor in dag.Predecessors[task])
                {
                    _readers[predecessor]++;
                }
            }
        }
    }

    /// <summary>True when a command's output must be captured.</summary>
    public bool IsWanted(int task) => _keepsOutputs || _dag.Node(task) is TaskNode<string> || _readers?[task] > 0;

    public void Set(int task, object? value) => _values![task] = value;

    public void SetMissing(int task)
    {
        if (_values is not null)
        {
            _values[task] ??= Missing;
        }
    }

    /// <summary>A task's value as C# code sees it.</summary>
    /// <exception cref="InvalidOperationException">The task failed and was allowed to, or the value has another type.</exception>
    public T Get<T>(TaskNode task)
    {
        var value = ValueOf(_dag.PlaceOf(task));
        return value switch
        {
            T typed => typed,
            null when default(T) is null => default!,
            _ when value == Missing => throw new InvalidOperationException($"task '{task.Id}' has no value: it failed, and was allowed to"),
            _ => throw new InvalidOperationException($"the value of task '{task.Id}' is {TypeNames.Of(value)}, not {TypeNames.Of(typeof(T))}"),
        };
    }

    /// <summary>A task's value, null when it has none.</summary>
    public object? ValueOrNull(int task) => ValueOf(task) is { } value && value != Missing ? value : null;

    /// <summary>The outputs of a task's predecessors for a shell, in the order given; empty for one that has none.</summary>
    public List<(TaskNode Task, CapturedOutput Output)> OutputsFor(int task)
    {
        var outputs = new List<(TaskNode, CapturedOutput)>();
        if (_dag.Node(task).Reads)
        {
            foreach (var input in _dag.InputsOf(task))
            {
                // The output of a left-out task is empty, so that $2 stays $2.
                outputs.Add(input == TaskInput.LeftOut ? (_dag.Node(task), default) : OutputOf(input));
            }
        }

        return outputs;
    }

    /// <summary>The type of a task's value, if a shell would see nothing but the type's name.</summary>
    public Type? TypeSeenOf(TaskNode task) =>
        _values?[_dag.PlaceOf(task)] is { } value and not (string or CapturedOutput or IFormattable) && value != Missing && ShellValues.IsTypeName(value, value.ToString() ?? "") ? value.GetType() : null;

    /// <summary>Records that a task has ended or will never run: it reads no more outputs.</summary>
    public void Release(int task)
    {
        if (_readers is null || _keepsOutputs || !_dag.Node(task).Reads)
        {
            return;
        }

        foreach (var predecessor in _dag.Predecessors[task])
        {
            if (--_readers[predecessor] == 0 && _dag.Node(predecessor) is { IsCommand: true } and not TaskNode<string>)
            {
                _values![predecessor] = null;
            }
        }
    }

    private object? ValueOf(int task) => _values?[task] switch
    {
        CapturedOutput output => Encoding.UTF8.GetString(output.WithoutLastLineBreak.Span),
        var value => value,
    };

    private (TaskNode Task, CapturedOutput Output) OutputOf(int task) => (_dag.Node(task), AsOutput(_values?[task]));

    private static CapturedOutput AsOutput(object? value)
    {
        if (value is null || value == Missing)
        {
            return default;
        }

        if (value is CapturedOutput output)
        {
            return output;
        }

        var bytes = Encoding.UTF8.GetBytes((value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value.ToString()) ?? "");
        return new(bytes, bytes.Length);
    }
}
