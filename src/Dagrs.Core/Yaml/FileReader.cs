using Dagrs.Core.Definition;

namespace Dagrs.Core.Yaml;

/// <summary>Reads the top of a file.</summary>
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
            value.Report(ProblemCode.WrongKind, place, $"'dagrs' must be {TaskReader.WantedTasks}, not nothing");
        }
        else if (draft.Tasks is null && !value.Problems.All.Any(problem => problem.Suggestion == "dagrs"))
        {
            value.Report(ProblemCode.MissingKey, new(1, 1, 2), "there is no key 'dagrs'; the tasks go under it");
        }
    }

    // Once for all of them: who did not indent one has seldom indented the others.
    private static void ReportOutside(ValueReader value, List<Located<string>> outside, bool isKeyMissing)
    {
        var names = Quoted.Names(outside.Take(MostNamed).Select(task => task.Value)) + (outside.Count > MostNamed ? $" and {outside.Count - MostNamed} more" : "");
        var (stand, them) = outside.Count == 1 ? ("stands", "it") : ("stand", "them");
        if (isKeyMissing)
        {
            value.Report(ProblemCode.MissingKey, outside[0].Place, $"there is no key 'dagrs'; the tasks go under it: write 'dagrs:' above {names}, and indent {them}");
            return;
        }

        value.Report(ProblemCode.TaskOutside, outside[0].Place, $"{names} {stand} beside 'dagrs', not under it; indent {them} as tasks of 'dagrs'");
    }
}
