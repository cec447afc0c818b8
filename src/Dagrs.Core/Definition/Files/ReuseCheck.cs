using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Files;

/// <summary>Finds reuse settings of tasks that cannot work. It looks at one task at a time.</summary>
internal static class ReuseCheck
{
    /// <summary>Tasks that request the cache but cannot use it.</summary>
    public static IEnumerable<Problem> Problems(IReadOnlyList<TaskDefinition> tasks)
    {
        HashSet<object>? told = null; // instances of one matrix share their settings
        for (var i = 0; i < tasks.Count; i++)
        {
            var task = tasks[i];
            if (task.CachePlace.IsKnown && task.Command is not null && ProblemOf(task) is { } problem && (told ??= new(ReferenceEqualityComparer.Instance)).Add(task.Rare))
            {
                yield return new(ProblemCode.NoCache, task.CachePlace, $"task {Quoted.Name(task.Id.Value)} has 'cache: true' {problem}") { Source = task.Scope?.File.Source };
            }
        }
    }

    /// <summary>Keys without effect, because their tasks run every time.</summary>
    public static IEnumerable<Problem> Notes(DagDefinition definition)
    {
        foreach (var task in definition.Tasks)
        {
            if (task is { HasFiles: false, Settings.Reuse: null } || task.Command is null)
            {
                continue;
            }

            var name = Quoted.Name(task.Id.Value);
            if (task.InputFiles is null && task.OutputFiles is not { Count: > 0 })
            {
                if (UselessKey(task) is { } key)
                {
                    yield return new(ProblemCode.NeverUpToDate, task.Id.Place, $"task {name} runs every time despite its '{key}', because it has neither 'inputs' nor 'outputs'; add one of them");
                }
            }
            else if (WhyAlways(task) is { } why)
            {
                var (key, files) = task.InputFiles is { } inputs ? ("inputs", inputs) : ("outputs", task.OutputFiles!);
                yield return new(ProblemCode.NeverUpToDate, files.Count > 0 ? files[0].Place : task.Id.Place, $"task {name} runs every time despite its '{key}', because it has '{why}'");
            }
        }
    }

    private static string? ProblemOf(TaskDefinition task)
    {
        var missing = (task.InputFiles, task.OutputFiles) switch
        {
            (null, null) => "neither 'inputs' nor 'outputs'",
            (null, _) => "no 'inputs'",
            (_, null) => "no 'outputs'",
            _ => null,
        };
        return missing is not null ? $"but {missing}; the cache stores its outputs under its inputs, so declare both"
            : task.Secrets.Count > 0 ? $"but gets the secret {Quoted.Name(task.Secrets[0].Value)}; outputs made with secrets are never cached, so remove one of the two keys"
            : null;
    }

    private static string? UselessKey(TaskDefinition task) => task.Settings.Reuse switch
    {
        { Variables: not null } => "env-inputs",
        { Tools: not null } => "tool-inputs",
        { MaxAge: not null } => "max-age",
        { IsCleaned: not null } => "clean",
        _ => null,
    };

    private static string? WhyAlways(TaskDefinition task) => task.Confirm is not null ? "confirm"
        : task.Settings.Interactive ? "interactive: true"
        : task.Settings.When != When.Success ? $"when: {task.Settings.When.Word()}"
        : null;
}
