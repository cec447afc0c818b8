using System.Globalization;
using Dagrs.Core.Model;
using Dagrs.Core.State.Watching;

namespace Dagrs.Cli.Watching;

/// <summary>The messages of a watch.</summary>
internal static class WatchWords
{
    private const int MostFiles = 5;

    /// <summary>It is waiting.</summary>
    /// <param name="files">The number of watched files.</param>
    /// <param name="tasks">The number of tasks that declare inputs.</param>
    public static string OfWaiting(int files, int tasks) => tasks == 0
        ? "dagrs: watching only the task file, because no task declares 'inputs'; Ctrl-C to stop"
        : $"dagrs: watching {files} file{(files == 1 ? "" : "s")} of {tasks} task{(tasks == 1 ? "" : "s")}; Ctrl-C to stop";

    /// <summary>Tasks trigger each other in an endless loop.</summary>
    public static string OfCircle(SelfTriggers triggers)
    {
        var tasks = string.Join(", ", triggers.Tasks.Select(task => $"'{OneLine.Of(task)}'"));
        var files = string.Join(", ", triggers.Files.Take(MostFiles).Select(file => $"'{OneLine.Of(file)}'"));
        return triggers.Tasks.Count == 1
            ? $"{tasks} keeps triggering itself by writing {files}; it waits until something else changes"
            : $"{tasks} keep triggering each other by writing {files}; they wait until something else changes";
    }

    /// <summary>Some changes cause no event.</summary>
    public static string OfSilence(string why) =>
        string.Create(CultureInfo.InvariantCulture, $"{why}: such changes are found by polling every {ChangeWatch.Sweep.TotalSeconds:0} s");
}
