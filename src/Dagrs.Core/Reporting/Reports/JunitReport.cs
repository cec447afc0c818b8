using System.Globalization;
using System.Text;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>
/// A run as JUnit XML for CI servers: one suite, one test case per task. Valid by the schema of Jenkins' xUnit plugin (junit-10.xsd), which
/// rejects a whole file for one unknown attribute or element. Only failures include output.
/// </summary>
internal static class JunitReport
{
    public static void Write(RecordedRun run, Stream target)
    {
        var document = new JunitDocument();
        document.Add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        AddSuite(document, run);
        document.Add("</testsuites>\n");
        document.WriteTo(target);
    }

    private static void AddSuite(JunitDocument document, RecordedRun run)
    {
        var suite = Path.GetFileName(run.File) is { Length: > 0 } file ? file : "dagrs";
        var (failures, errors, skipped) = (0, run.Problems.Count, 0);
        foreach (var task in run.Tasks)
        {
            var element = Element(task.State);
            failures += element == "failure" ? 1 : 0;
            errors += element == "error" ? 1 : 0;
            skipped += element == "skipped" ? 1 : 0;
        }

        document.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"<testsuite name=\"{XmlText.Attribute(suite)}\" tests=\"{run.Tasks.Count + run.Problems.Count}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"{Seconds(run.Duration)}\" timestamp=\"{run.Start.UtcDateTime:yyyy-MM-ddTHH:mm:ss}\">\n"));
        foreach (var problem in run.Problems)
        {
            AddProblem(document, suite, problem);
        }

        foreach (var task in run.Tasks)
        {
            AddTask(document, suite, task);
        }

        AddNotes(document, run);
        document.Add("</testsuite>\n");
    }

    private static void AddProblem(JunitDocument document, string suite, RecordedProblem problem)
    {
        var name = problem.Path is null ? "command line" : problem.Line == 0 ? "file" : string.Create(CultureInfo.InvariantCulture, $"line {problem.Line}, column {problem.Column}");
        OpenCase(document, problem.Path is null ? suite : Path.GetFileName(problem.Path), name, TimeSpan.Zero);
        AddReason(document, "error", problem.Code ?? "error", problem.Message, TaskWords.Problem(problem));
        document.Add("</testcase>\n");
    }

    private static void AddTask(JunitDocument document, string suite, RecordedTask task)
    {
        OpenCase(document, suite, task.Id, task.Duration);
        var element = Element(task.State);
        if (element is not null)
        {
            AddReason(document, element, task.State.Word(), task.Words, Body(task), element == "skipped" ? null : task.Output);
        }

        foreach (var attempt in task.Attempts.SkipLast(1))
        {
            AddAttempt(document, element is null ? "flakyFailure" : "rerunFailure", attempt);
        }

        if (element is "failure" or "error" && task.Output is { IsNothing: false } output)
        {
            document.Add("<system-out>");
            document.AddOutput(output);
            document.Add("</system-out>");
        }
        else if (task.State == TaskState.FailedAllowed)
        {
            document.Add($"<system-out>{XmlText.Content(Body(task))}</system-out>");
        }
        else if (task.HadTerminal && element is null)
        {
            document.Add($"<system-out>{TaskWords.NotCaptured}</system-out>");
        }

        document.Add("</testcase>\n");
    }

    private static void OpenCase(JunitDocument document, string suite, string name, TimeSpan time) =>
        document.Add($"<testcase classname=\"{XmlText.Attribute(suite)}\" name=\"{XmlText.Attribute(name)}\" time=\"{Seconds(time)}\">");

    // The tail of the output is in the body too, since many readers show nothing else.
    private static void AddReason(JunitDocument document, string element, string type, string words, string body, RecordedOutput? output = null)
    {
        document.Add($"<{element} message=\"{XmlText.Attribute(words)}\" type=\"{XmlText.Attribute(type)}\">{XmlText.Content(body)}");
        if (output is { IsNothing: false })
        {
            document.Add("\n\n");
            document.AddEnd(output);
        }

        document.Add($"</{element}>");
    }

    private static void AddAttempt(JunitDocument document, string element, RecordedAttempt attempt)
    {
        document.Add($"<{element} message=\"{XmlText.Attribute(attempt.Words)}\" type=\"failed\"><stackTrace>{XmlText.Content(attempt.Words)}</stackTrace>");
        if (attempt.Output is { IsNothing: false } output)
        {
            document.Add("<system-out>");
            document.AddOutput(output);
            document.Add("</system-out>");
        }

        document.Add($"</{element}>");
    }

    private static void AddNotes(JunitDocument document, RecordedRun run)
    {
        var notes = new StringBuilder();
        if (run.Stop is { } stop)
        {
            notes.Append(CultureInfo.InvariantCulture, $"the run was stopped {stop}\n");
        }

        foreach (var warning in run.Warnings)
        {
            notes.Append(CultureInfo.InvariantCulture, $"warning: {warning}\n");
        }

        foreach (var task in run.Tasks)
        {
            foreach (var warning in task.Warnings)
            {
                notes.Append(CultureInfo.InvariantCulture, $"warning: task {TaskWords.Title(task)}: {warning}\n");
            }
        }

        if (notes.Length > 0)
        {
            document.Add($"<system-err>{XmlText.Content(notes.ToString())}</system-err>\n");
        }
    }

    // Null: it passes. An allowed failure passes too, as it does for its dependents.
    private static string? Element(TaskState state) => state switch
    {
        TaskState.Failed or TaskState.TimedOut => "failure",
        TaskState.Canceled or TaskState.Running => "error",
        TaskState.NotRun or TaskState.Skipped or TaskState.Pending => "skipped",
        _ => null,
    };

    private static string Body(RecordedTask task)
    {
        var body = new StringBuilder(task.Words);
        if (TaskWords.Place(task) is { } place)
        {
            body.Append(CultureInfo.InvariantCulture, $"\nat {place}");
        }

        if (task.State.WasStarted() && TaskWords.Command(task, mostLines: 1) is [var command, ..] lines)
        {
            body.Append(CultureInfo.InvariantCulture, $"\ncommand: {command}{(lines.Count > 1 ? " ..." : "")}");
        }

        return body.Append(task.HadTerminal ? "\n" + TaskWords.NotCaptured : "").ToString();
    }

    // The schema allows at most three decimal places.
    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);
}
