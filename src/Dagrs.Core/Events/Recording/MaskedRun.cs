using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>
/// A run with secrets masked in all its texts, including secrets that became known later than the text. Texts are masked before they are written in a
/// format, so that masking cannot break the format.
/// </summary>
/// <param name="secrets">What is masked.</param>
internal sealed class MaskedRun(SecretValues secrets)
{
    /// <summary>The run, masked.</summary>
    /// <param name="run">The run.</param>
    /// <param name="secrets">What is masked; null: nothing.</param>
    public static RecordedRun Of(RecordedRun run, SecretValues? secrets) => secrets?.Mask is null ? run : new MaskedRun(secrets).Of(run);

    private RecordedRun Of(RecordedRun run) => run with
    {
        File = Text(run.File),
        Folder = Text(run.Folder),
        Stop = Text(run.Stop),
        Tasks = [.. run.Tasks.Select(Of)],
        Problems = [.. run.Problems.Select(problem => problem with { Message = Text(problem.Message)!, Path = Text(problem.Path) })],
        Warnings = Texts(run.Warnings),
    };

    private RecordedTask Of(RecordedTask task) => task with
    {
        Id = Text(task.Id)!,
        Name = Text(task.Name)!,
        Command = Text(task.Command),
        Directory = Text(task.Directory),
        Path = Text(task.Path),
        Tags = Texts(task.Tags),
        If = Text(task.If),
        Words = Text(task.Words)!,
        Attempts = [.. task.Attempts.Select(attempt => attempt with { Words = Text(attempt.Words)!, Output = Of(attempt.Output) })],
        Results = Of(task.Results),
        Warnings = Texts(task.Warnings),
        Output = Of(task.Output),
    };

    // Each stream is masked already; this finds secrets that appear where the two are interleaved.
    private RecordedOutput? Of(RecordedOutput? output) =>
        output is null ? null : output with { Bytes = new MaskedStream(secrets).Add(output.Bytes.Span, isEnd: true).ToArray() };

    private OrderedDictionary<string, string> Of(IReadOnlyDictionary<string, string> results)
    {
        var masked = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in results)
        {
            masked[name] = secrets.Apply(value);
        }

        return masked;
    }

    private IReadOnlyList<string> Texts(IReadOnlyList<string> texts) => texts.Count == 0 ? texts : [.. texts.Select(secrets.Apply)];

    private string? Text(string? text) => text is null ? null : secrets.Apply(text);
}
