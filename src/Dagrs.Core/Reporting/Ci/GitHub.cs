using System.Buffers;
using System.Globalization;
using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// GitHub Actions: groups, the failure screen between stop-commands marks, annotations of the first failures, and a table in the job summary.
/// Commands: docs.github.com, "Workflow commands for GitHub Actions".
/// </summary>
/// <param name="summaryPath">The file of <c>GITHUB_STEP_SUMMARY</c>; null: no table.</param>
/// <param name="workspace">The folder of <c>GITHUB_WORKSPACE</c>, to which paths in annotations are relative; null: they stay as they are.</param>
internal sealed class GitHub(string? summaryPath, string? workspace) : CiSystem
{
    private const int MostAnnotations = 10; // GitHub shows no more per step
    private const int MostLines = 5; // of output in an annotation

    private readonly string _token = "dagrs-" + RandomId.New(); // unguessable, so that output cannot end the stop
    private readonly string _folder = Environment.CurrentDirectory;
    private bool _isFolded;

    public override void Open(IBufferWriter<byte> target, string title, bool isFolded)
    {
        _isFolded = isFolded;
        WriteLine(target, isFolded ? $"::group::{GitHubText.Data(Defuse(title))}" : $"==> {Defuse(title)}");
    }

    public override void Close(IBufferWriter<byte> target)
    {
        if (_isFolded)
        {
            WriteLine(target, "::endgroup::");
        }
    }

    // The older form of a command works anywhere in a line; the newer one only at its start, where our lines have our own words.
    public override byte[]? Defuse(ReadOnlySpan<byte> line) => OrderMarks.Break(line);

    internal override OrderFilter CreateFilter() => new GitHubOrders();

    public override void WriteFailures(IBufferWriter<byte> target, string screen)
    {
        if (screen.Length > 0)
        {
            WriteLine(target, $"::stop-commands::{_token}");
            base.WriteFailures(target, screen);
            WriteLine(target, $"::{_token}::");
        }
    }

    public override void Finish(IBufferWriter<byte> target, RunReport report, IReadOnlyList<FailedTask> failures)
    {
        foreach (var failure in failures.Take(MostAnnotations))
        {
            WriteLine(target, Annotation(failure.Result, failure.LastLines));
        }

        if (summaryPath is not null)
        {
            TryAppend(target, summaryPath, GitHubTable.Of(report));
        }
    }

    private string Annotation(TaskResult failed, IReadOnlyList<string> lastLines)
    {
        var place = failed.Task.Origin is { Path: not "-" } origin
            ? string.Create(CultureInfo.InvariantCulture, $"file={GitHubText.Property(FromWorkspace(origin.Path))},line={origin.Place.Line},")
            : "";
        var title = GitHubText.Property(Defuse($"task {Titles.Of(failed.Task)} {failed.State.Word()}"));
        var message = GitHubText.Data(string.Join('\n', lastLines.TakeLast(MostLines).Prepend(failed.Outcome?.Words ?? "").Select(Defuse)));
        return $"::error {place}title={title}::{message}";
    }

    // Tasks may run in another folder than the one that the path is relative to.
    private string FromWorkspace(string path)
    {
        var full = Path.GetFullPath(path, _folder);
        var shown = GitHubText.FromWorkspace(full, workspace);
        return shown == full ? path : shown;
    }

    private static void TryAppend(IBufferWriter<byte> target, string path, string text)
    {
        try
        {
            File.AppendAllText(path, SecretValues.OfProgram?.Apply(text) ?? text); // this bypasses the terminal, which masks what goes there
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            WriteLine(target, $"::warning::dagrs cannot write the summary: {GitHubText.Data(SystemReason.Of(wrong))}");
        }
    }
}
