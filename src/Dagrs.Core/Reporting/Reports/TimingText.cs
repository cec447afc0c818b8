using System.Globalization;
using System.Text;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>Where the time of a run went, for a terminal: the critical path, the utilisation of the slots, the slowest tasks.</summary>
internal static class TimingText
{
    private const int MostSlowest = 10;
    private const int MostOfThePath = 20; // tasks, the longest ones

    /// <summary>Lines with their line ends; empty when no task was started.</summary>
    public static string Of(RecordedRun run)
    {
        var started = run.Tasks.Where(task => task.State.WasStarted()).ToList();
        if (started.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        var figures = RunFigures.Of(run);
        AppendPath(text, run, figures);
        text.Append(CultureInfo.InvariantCulture, $"slots: {Times.Words(figures.Work)} of work in {run.Jobs} slot{(run.Jobs == 1 ? "" : "s")}{Share(figures.Busy, figures, " busy")}\n");
        text.Append("slowest tasks:\n");
        foreach (var task in started.Where(task => !task.IsService).OrderByDescending(task => task.Duration).Take(MostSlowest))
        {
            Append(text, task);
        }

        return text.ToString();
    }

    private static void AppendPath(StringBuilder text, RecordedRun run, RunFigures figures)
    {
        var path = run.CriticalPath.Select(task => run.Tasks[task]).Where(task => task.State.WasStarted()).ToList();
        text.Append(CultureInfo.InvariantCulture, $"critical path: {Times.Words(figures.Critical)} of {Times.Words(figures.Wall)}{Share(figures.CriticalShare, figures)}\n");
        var shown = path.OrderByDescending(task => task.DurationForOthers).Take(MostOfThePath).ToHashSet();
        var between = new List<RecordedTask>();
        foreach (var task in path)
        {
            if (!shown.Contains(task))
            {
                between.Add(task);
                continue;
            }

            AppendLeftOut(text, between);
            Append(text, task);
        }

        AppendLeftOut(text, between);
    }

    private static void AppendLeftOut(StringBuilder text, List<RecordedTask> tasks)
    {
        if (tasks.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Times.Words(Sum(tasks)),10}  ... {tasks.Count} shorter task{(tasks.Count == 1 ? "" : "s")}\n");
            tasks.Clear();
        }
    }

    private static void Append(StringBuilder text, RecordedTask task)
    {
        var state = task.State == TaskState.Succeeded ? "" : $", {task.State.Word()}";
        text.Append(CultureInfo.InvariantCulture, $"  {Times.Words(task.DurationForOthers),10}  {TaskWords.Title(task)}{state}\n");
    }

    private static TimeSpan Sum(IEnumerable<RecordedTask> tasks)
    {
        var sum = TimeSpan.Zero;
        foreach (var task in tasks)
        {
            sum += task.DurationForOthers;
        }

        return sum;
    }

    private static string Share(double share, RunFigures of, string what = "") => of.Wall <= TimeSpan.Zero ? "" : string.Create(CultureInfo.InvariantCulture, $" ({share:0 %}{what})");
}
