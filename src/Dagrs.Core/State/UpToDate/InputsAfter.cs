using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>Compares what a task read with what is there after it. It reads nothing.</summary>
/// <param name="dag">What is run.</param>
internal sealed class InputsAfter(Dag dag)
{
    /// <summary>
    /// True when the task saw what is there now. A file that another task makes and that was written meanwhile, though it is the same again, may have been seen half
    /// written: another run of the file makes it. One of the user's that was written with the same bytes was written by the task: a formatter.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="before">What was there before it.</param>
    /// <param name="now">What is there now; null: that cannot be told.</param>
    public bool AreSame(TaskNode task, IReadOnlyList<RecordedFile> before, List<RecordedFile>? now)
    {
        if (now is null || now.Count != before.Count)
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
