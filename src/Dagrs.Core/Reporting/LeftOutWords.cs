using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting;

/// <summary>Why a task is left out of a plan, for people and for machines.</summary>
internal static class LeftOutWords
{
    /// <summary>A phrase to follow the task's name.</summary>
    public static string Words(this LeftOutReason reason) => reason switch
    {
        LeftOutReason.Skipped => "skipped: counts as succeeded, with an empty output",
        LeftOutReason.BeforeTheBegin => "does not depend on a task of '--from'",
        LeftOutReason.AfterTheEnd => "is not needed by a task of '--until'",
        _ => "is not selected",
    };

    /// <summary>A stable word for machines.</summary>
    public static string Code(this LeftOutReason reason) => reason switch
    {
        LeftOutReason.Skipped => "skipped",
        LeftOutReason.BeforeTheBegin => "not-after-from",
        LeftOutReason.AfterTheEnd => "not-needed-by-until",
        _ => "not-selected",
    };
}
