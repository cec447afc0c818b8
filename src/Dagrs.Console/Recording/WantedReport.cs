using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;

namespace Dagrs.Console.Recording;

/// <summary>A report that was requested.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Path">The file, as the user gave it.</param>
internal sealed record WantedReport(ReportKind Kind, string Path)
{
    /// <summary>The full path, relative to where dagrs was started.</summary>
    public string FullPath { get; init; } = Path;

    /// <summary>The line about it for people; ends with a line break.</summary>
    public string Line => $"report {Kind.Word}: {OneLine.Of(Path)}\n";
}
