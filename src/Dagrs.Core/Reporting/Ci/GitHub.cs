using System.Buffers;
using System.Globalization;
using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// GitHub Actions: groups, output between stop-commands marks, annotations of the first failures, and a table in the step's summary.
/// Commands: docs.github.com, "Workflow commands for GitHub Actions".
/// </summary>
/// <param name="summaryPath">The file of <c>GITHUB_STEP_SUMMARY</c>; null: no table.</param>
/// <param name="workspace">The folder of <c>GITHUB_WORKSPACE</c>, from which annotations count paths; null: they stay as they are.</param>
internal sealed class GitHub(string? summaryPath, string? workspace) : CiSystem
{
    private const int MostAnnotations = 10; // GitHub shows no more a step

    private readonly string _token = "dagrs-" + Guid.NewGuid().ToString("N"); // output cannot guess it, so it cannot end the stop
    private bool _isFolded;

    public override void Open(IBufferWriter<byte> target, string title, bool isFolded)
    {
        _isFolded = isFolded;
        WriteLine(target, isFolded ? $"::group::{Escape(title)}" : $"==> {title}");
        WriteLine(target, $"::stop-commands::{_token}");
    }

    public override void Close(IBufferWriter<byte> target)
    {
        WriteLine(target, $"::{_token}::");
        if (_isFolded)
        {
            WriteLine(target, "::endgroup::");
        }
    }

    // The older form of a command works anywhere in a line; the newer one only at its beginning, where lines have a prefix or follow the stop mark.
    public override byte[]? Defuse(ReadOnlySpan<byte> line) => Break(line, "##[");

    public override void WriteGuarded(IBufferWriter<byte> target, string text)
    {
        if (text.Length > 0)
        {
            WriteLine(target, $"::stop-commands::{_token}");
            Encoding.UTF8.GetBytes(text, target);
            WriteLine(target, $"::{_token}::");
        }
    }

    public override void Finish(IBufferWriter<byte> target, RunReport report)
    {
        foreach (var failure in report.FailedTasks.Take(MostAnnotations))
        {
            var place = failure.Task.Origin is { Path: not "-" } origin
                ? string.Create(CultureInfo.InvariantCulture, $"file={EscapeProperty(FromWorkspace(origin.Path))},line={origin.Place.Line},")
                : "";
            WriteLine(target, $"::error {place}title={EscapeProperty($"task {Titles.Of(failure.Task)} {failure.State.Word()}")}::{Escape(failure.Outcome?.Words ?? "")}");
        }

        if (summaryPath is not null)
        {
            TryAppend(target, summaryPath, Table(report));
        }
    }

    private static void TryAppend(IBufferWriter<byte> target, string path, string text)
    {
        try
        {
            File.AppendAllText(path, text);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            WriteLine(target, $"::warning::dagrs cannot write the summary: {Escape(wrong.Message)}");
        }
    }

    private static string Table(RunReport report)
    {
        var table = new StringBuilder($"### dagrs: {RunSummary.CountsLine(report)}\n\n| task | state | time | why |\n| --- | --- | ---: | --- |\n");
        foreach (var result in report.Results.OrderBy(result => result.Task.Position))
        {
            var why = result.State == TaskState.Succeeded ? "" : result.Reason?.Words ?? result.Outcome?.Words ?? "";
            table.Append(CultureInfo.InvariantCulture, $"| {Cell(Titles.Of(result.Task))} | {result.State.Word()} | {(result.State == TaskState.NotRun ? "" : Times.Words(result.Duration))} | {Cell(why)} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string Cell(string text) =>
        OneLine.Of(text, 300).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private string FromWorkspace(string path)
    {
        if (workspace is null)
        {
            return path;
        }

        var relative = Path.GetRelativePath(workspace, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string Escape(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) =>
        Escape(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
