using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>Compares a task's inputs before and after its run. It reads no files.</summary>
/// <param name="dag">What is run.</param>
internal sealed class InputsAfter(Dag dag)
{
    /// <summary>
    /// True when the task saw what is there now. If another task makes an input and it was rewritten meanwhile, even with the same bytes, it may have
    /// been read half written, by a concurrent run of the file. If no task makes it, a rewrite with the same bytes comes from the task itself, such as a
    /// formatter.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="before">The inputs before it ran.</param>
    /// <param name="now">The inputs now.</param>
    public bool AreSame(TaskNode task, IReadOnlyList<RecordedFile> before, List<RecordedFile> now)
    {
        if (now.Count != before.Count)
        {
            return false;
        }

        for (var i = 0; i < now.Count; i++)
        {
            if (before[i].Name != now[i].Name || !before[i].Mark.IsSameAs(now[i].Mark)
                || (before[i].Mark.Stamp != now[i].Mark.Stamp && IsMadeByAnother(task, Path.GetFullPath(Path.Join(task.Spec!.Files!.Folder, now[i].Name)))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The name of an input that was written meanwhile, if only with the same bytes: nobody knows what the task read of it. Null: there is none.
    /// </summary>
    /// <param name="before">The inputs before the task ran.</param>
    /// <param name="now">The same inputs now.</param>
    public static string? Touched(IReadOnlyList<RecordedFile> before, List<RecordedFile> now)
    {
        for (var i = 0; i < now.Count; i++)
        {
            var (mark, then) = (now[i].Mark, before[i].Mark);
            if (mark.Stamp != then.Stamp || (mark.Content is not null && mark.Target != then.Target))
            {
                return now[i].Name;
            }
        }

        return null;
    }

    private bool IsMadeByAnother(TaskNode task, string path)
    {
        foreach (var other in dag.Tasks)
        {
            if (other.Id != task.Id && other.Spec?.Files is { Outputs.Count: > 0 } files && FilePatterns.Of(files.Folder, files.Outputs).Covers(path))
            {
                return true;
            }
        }

        return false;
    }
}
