using Dagrs.Core.Events.Recording;
using Dagrs.Core.Reporting.Reports.Html;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>A kind of report: its word, and how it is written.</summary>
/// <param name="Word">The word that selects it.</param>
/// <param name="Write">Writes it.</param>
internal sealed record ReportKind(string Word, Action<RecordedRun, Stream> Write)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReportKind> All { get; } =
    [
        new("json", JsonReport.Write),
        new("junit", JunitReport.Write),
        new("trace", TraceReport.Write) { ShowsOutput = false, MayBePacked = true },
        new("markdown", MarkdownReport.Write),
        new("html", HtmlReport.Write),
    ];

    /// <summary>False for one without the output of tasks, so that none has to be kept.</summary>
    public bool ShowsOutput { get; init; } = true;

    /// <summary>True for one that is compressed when the name of its file ends in <c>.gz</c>.</summary>
    public bool MayBePacked { get; init; }

    /// <summary>Their words, as a list for messages.</summary>
    public static string Words => string.Join(", ", All.Select(kind => kind.Word));

    /// <summary>The kind with a word, in any case; null: there is none.</summary>
    public static ReportKind? Find(string word) => All.FirstOrDefault(kind => kind.Word.Equals(word, StringComparison.OrdinalIgnoreCase));
}
