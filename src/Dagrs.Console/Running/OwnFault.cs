using System.Runtime.ExceptionServices;
using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Console.Running;

/// <summary>
/// Handles faults in dagrs itself during a run: the first one stops the run as a user would, so that tasks end and everything is reported; the
/// second one kills what is still running. After that the program exits, and its guard ends the tasks. To be used on one thread.
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

    // The type, the message, and the place, which a bug report needs.
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
