using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>The text in a task's box, and the size of the box that it needs.</summary>
/// <param name="Name">The display name, cut to fit.</param>
/// <param name="Id">The id, cut to fit; null when it equals the name.</param>
/// <param name="Marks">Further marks, one per line.</param>
/// <param name="Width">The width of the box.</param>
/// <param name="Height">The height of the box.</param>
internal sealed record Label(string Name, string? Id, IReadOnlyList<string> Marks, double Width, double Height)
{
    public const double NameSize = 13;
    public const double IdSize = 11;
    public const double Margin = 10;
    public const double FirstLine = 18;
    public const double NextLine = 15;

    private const double BelowTheLast = 9;

    /// <summary>The width of the widest text of a task when it is not cut.</summary>
    public static double WantedText(PictureTask task) => Math.Ceiling(Math.Max(
        TextWidth.Of(OneLine.Of(task.Name), NameSize), PictureMarks.All(task).Append(OneLine.Of(task.Id)).Max(line => TextWidth.Of(line, IdSize))));

    public static Label Of(PictureTask task, double most)
    {
        var name = TextWidth.Cut(OneLine.Of(task.Name), NameSize, most);
        var id = task.Name == task.Id ? null : TextWidth.Cut(OneLine.Of(task.Id), IdSize, most);
        List<string> marks = [.. PictureMarks.Conditions(task).Select(mark => TextWidth.Cut(mark, IdSize, most))];
        if (PictureMarks.State(task) is { } state)
        {
            marks.Add($"{PictureMarks.Sign(task.State!.Value)} {state}");
        }

        var text = marks.Append(id ?? "").Max(line => TextWidth.Of(line, IdSize));
        var lines = marks.Count + (id is null ? 0 : 1);
        return new(name, id, marks, Math.Ceiling(Math.Max(text, TextWidth.Of(name, NameSize)) + (2 * Margin)), FirstLine + (lines * NextLine) + BelowTheLast);
    }
}
