using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>The prediction for a task, in words.</summary>
internal static class ProspectWords
{
    /// <summary>The word of a verdict.</summary>
    public static string Of(ProspectVerdict verdict) => verdict switch
    {
        ProspectVerdict.UpToDate => "up to date",
        ProspectVerdict.Runs => "runs",
        ProspectVerdict.Perhaps => "perhaps",
        _ => "skipped",
    };

    /// <summary>The word, and the reason.</summary>
    public static string Of(Prospect prospect) => prospect switch
    {
        { DependsOn: { } other } => $"{Of(prospect.Verdict)} (depends on '{OneLine.Of(other.Id)}')",
        { Why.Length: > 0 } => $"{Of(prospect.Verdict)}: {OneLine.Of(prospect.Why)}",
        _ => Of(prospect.Verdict),
    };
}
