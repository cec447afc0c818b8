using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Turns a task's command into an invocation for an executor: its inputs, its variables, and what is known only now; or says why it cannot.
/// Thread-safe.
/// </summary>
/// <param name="run">The run.</param>
internal sealed class InvocationMaker(RunScope run)
{
    private const int LargestArgument = (128 * 1024) - 1; // bytes; Linux: MAX_ARG_STRLEN is 32 pages and counts the final NUL

    /// <summary>The invocation for the fingerprint. Results of services may differ each time, so their names stand in for them.</summary>
    public Invocation? MakeForKey(TaskNode task, Command command) => Make(task, command, out _, run.Dag.HasServices ? new NamedServiceResults(run.Finished) : run.Finished);

    /// <summary>The invocation of the first attempt; null, with the problem, if there can be none.</summary>
    public Invocation? Make(TaskNode task, Command command, out string? problem) => Make(task, command, out problem, run.Finished);

    private Invocation? Make(TaskNode task, Command command, out string? problem, IFinishedTasks finished)
    {
        var place = run.Dag.PlaceOf(task);
        var inputs = run.Values.OutputsFor(place);
        for (var i = 0; i < inputs.Count; i++)
        {
            var (predecessor, output) = inputs[i];
            problem = Unpassable(task, predecessor, output) ?? Unreadable(command, i + 1, predecessor);
            if (problem is not null)
            {
                return null;
            }
        }

        var late = task.Spec?.Late?.Complete?.Invoke(finished);
        problem = late?.Problem;
        if (problem is not null)
        {
            return null;
        }

        if (late is not null)
        {
            run.Dag.Secrets?.Learn(late.Environment);
        }

        var capturesOutput = !task.IsService && run.Values.IsWanted(place);
        var declared = late?.Environment ?? task.Settings.Environment;
        var variables = WithOwn(declared, task.Spec?.OwnVariables);
        return new(late?.Command ?? command)
        {
            Name = task.Id,
            Run = run.Id,
            Arguments = inputs.Count == 0 ? [] : [.. inputs.ConvertAll(input => input.Output.WithoutLastLineBreak)],
            CapturesOutput = capturesOutput,
            Declared = declared,
            EndsInPlace = true,
            Service = late?.Service ?? task.Settings.Service,
            Directory = task.Settings.Directory,
            Interactive = task.Settings.Interactive,
            Executor = run.Options.MindsExecutors ? task.Settings.Executor : null,
            TimeLimit = task.Settings.Timeout,
            Resources = task.Settings.Resources,
            Cluster = task.Settings.Cluster,
            Environment = run.Options.AsksForColours && !capturesOutput ? ColourVariables.AddTo(variables) : variables,
        };
    }

    private static IReadOnlyDictionary<string, string> WithOwn(IReadOnlyDictionary<string, string> variables, IReadOnlyDictionary<string, string>? own)
    {
        if (own is not { Count: > 0 })
        {
            return variables;
        }

        var all = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        foreach (var (name, value) in own)
        {
            all[name] = value;
        }

        return all;
    }

    // Cases that are clear from the types were rejected when the graph was built; this value's type did not show it.
    private string? Unreadable(Command command, int number, TaskNode predecessor) =>
        run.Values.TypeSeenOf(predecessor) is { } type && (command as Command.Shell)?.LooksAtArgument(number) == true
            ? $"the type name {type} would be passed as the value of '{OneLine.Of(predecessor.Id)}'; convert it to a string in a task in between, or override ToString"
            : null;

    private static string? Unpassable(TaskNode task, TaskNode predecessor, CapturedOutput output)
    {
        if (!output.IsWhole || output.WithoutLastLineBreak.Length > LargestArgument)
        {
            return $"the output of '{OneLine.Of(predecessor.Id)}' is too large to be passed to '{OneLine.Of(task.Id)}': {output.Size} bytes, and an argument holds at most {LargestArgument}; write it to a file instead";
        }

        return output.Bytes.Span.Contains((byte)0)
            ? $"the output of '{OneLine.Of(predecessor.Id)}' cannot be passed to '{OneLine.Of(task.Id)}': it contains a NUL byte, which an argument cannot; write it to a file instead"
            : null;
    }
}
