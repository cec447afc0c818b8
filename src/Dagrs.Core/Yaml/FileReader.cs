using Dagrs.Core.Definition;

namespace Dagrs.Core.Yaml;

/// <summary>Reads the top level of a file.</summary>
internal static class FileReader
{
    private const int MostNamed = 3;

    public static void Read(ValueReader value, FileDraft draft)
    {
        var outside = new List<Located<string>>();
        var isMapping = MappingReader.Read(value, Keys.OfFile, draft, "a mapping", key =>
        {
            if (key.Value.StartsWith("x-", StringComparison.Ordinal))
            {
                value.Skip();
                return true;
            }

            if (!TaskReader.TakeTask(value))
            {
                return false;
            }

            outside.Add(key);
            return true;
        });
        if (isMapping)
        {
            Judge(value, draft, outside);
            draft.LacksParameters |= value.HasLostKeys || IsMisspelt(value, "params");
        }

        if (draft.Tasks is { } tasks)
        {
            draft.Tasks = Finish(value, draft, tasks);
        }
    }

    private static void Judge(ValueReader value, FileDraft draft, List<Located<string>> outside)
    {
        if (outside.Count > 0)
        {
            draft.IsIncomplete = true;
            ReportOutside(value, outside, draft is { Tasks: null, EmptyTasks: null });
        }
        else if (draft.EmptyTasks is { } place)
        {
            value.Report(ProblemCode.WrongKind, place, $"'dagrs' must be {TaskReader.WantedTasks}, not empty");
        }
        else if (draft is { Tasks: null, HasIncludes: false } && !IsMisspelt(value, "dagrs"))
        {
            value.Report(ProblemCode.MissingKey, new(1, 1, 2), "there is no key 'dagrs'; the tasks go under it");
        }
    }

    private static bool IsMisspelt(ValueReader value, string key) => value.Problems.All.Any(problem => problem.Suggestion == key);

    // Checks that need the whole file, because its keys may come in any order.
    private static IReadOnlyList<TaskDefinition> Finish(ValueReader value, FileDraft draft, IReadOnlyList<TaskDefinition> tasks)
    {
        if (draft.Parameters.Count > 0)
        {
            ReportSharedNames(value, draft.Parameters, tasks);
        }

        var finished = ScriptReader.Finish(value, tasks, draft.Defaults.Settings.Shell);
        return draft.Defaults.Secrets is { Count: > 0 } secrets ? [.. finished.Select(task => HasSecretsOfDefaults(task) ? task with { Secrets = secrets } : task)] : finished;
    }

    private static bool HasSecretsOfDefaults(TaskDefinition task) => task.Command is not null && ReferenceEquals(task.Secrets, RareValues.NoSecrets);

    private static void ReportSharedNames(ValueReader value, IReadOnlyList<ParameterDefinition> parameters, IReadOnlyList<TaskDefinition> tasks)
    {
        var lines = parameters.ToDictionary(parameter => parameter.Name.Value, parameter => parameter.Name.Place.Line, StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            foreach (var key in task.Matrix is { } matrix ? NamesIn(matrix) : [])
            {
                if (lines.TryGetValue(key.Value, out var line))
                {
                    value.Report(ProblemCode.SharedName, key.Place, $"'matrix' of task {Quoted.Name(task.Id.Value)}: {Quoted.Name(key.Value)} is also a parameter, in line {line}, and both become the variable of that name; rename one of them");
                }
            }
        }
    }

    private static IEnumerable<Located<string>> NamesIn(MatrixDefinition matrix) => matrix.Keys.Count > 0
        ? matrix.Keys.Select(key => key.Name)
        : matrix.Include.Take(1).SelectMany(choice => choice.Values.Select(entry => entry.Key));

    // One report for all of them: whoever did not indent one task has usually not indented the others.
    private static void ReportOutside(ValueReader value, List<Located<string>> outside, bool isKeyMissing)
    {
        var names = Quoted.Names(outside.Take(MostNamed).Select(task => task.Value)) + (outside.Count > MostNamed ? $" and {outside.Count - MostNamed} more" : "");
        var (stand, them) = outside.Count == 1 ? ("is", "it") : ("are", "them");
        if (isKeyMissing)
        {
            value.Report(ProblemCode.MissingKey, outside[0].Place, $"there is no key 'dagrs'; the tasks go under it: write 'dagrs:' above {names}, and indent {them}");
            return;
        }

        value.Report(ProblemCode.TaskOutside, outside[0].Place, $"{names} {stand} beside 'dagrs', not under it; indent {them} as tasks of 'dagrs'");
    }
}
