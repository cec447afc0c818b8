using System.Runtime.ExceptionServices;
using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Console.Running;

/// <summary>
/// What goes wrong in dagrs itself while a run goes on: the first fault stops the run as a user would, so that tasks end and all is told; with the
/// second what still runs is killed. After that the program ends, and its guard ends the tasks. To be used on one thread.
/// </summary>
internal sealed class OwnFault(Scheduler run)
{
    private const int LongestMessage = 300;

    private Exception? _first;
    private int _count;

    /// <summary>The first fault in one line; null when there was none.</summary>
    public string? Words => _first is null ? null : Of(_first);

    public void Meet(Exception wrong)
    {
        _first ??= wrong;
        switch (++_count)
        {
            case 1:
                run.Stop(new StopCause.Fault());
                break;
            case 2:
                run.Kill();
                break;
            default:
                ExceptionDispatchInfo.Throw(_first);
                break;
        }
    }

    // The kind, the message, and the place that a report needs to be of use.
    private static string Of(Exception wrong)
    {
        while (wrong is AggregateException { InnerException: { } inner })
        {
            wrong = inner;
        }

        var place = wrong.StackTrace?.Split('\n')[0].Trim();
        return $"dagrs itself failed, please report it: {wrong.GetType().Name}: {OneLine.Of(wrong.Message, LongestMessage)}{(place is null ? "" : " " + OneLine.Of(place, LongestMessage))}";
    }
}
