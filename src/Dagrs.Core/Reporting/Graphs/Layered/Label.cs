using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>What stands in a task's box, and how large the box must be for it.</summary>
/// <param name="Name">What people read, cut when it is long.</param>
/// <param name="Id">What people type, cut when it is long; null when it is the same.</param>
/// <param name="Width">The box's width.</param>
/// <param name="Height">The box's height.</param>
internal sealed record Label(string Name, string? Id, double Width, double Height)
{
    public const double NameSize = 13;
    public const double IdSize = 11;
    public const double Margin = 10;

    private const double MostText = 240;

    public static Label Of(TaskNode task)
    {
        var name = TextWidth.Cut(OneLine.Of(task.Name), NameSize, MostText);
        var id = task.Name == task.Id ? null : TextWidth.Cut(OneLine.Of(task.Id), IdSize, MostText);
        var text = Math.Max(TextWidth.Of(name, NameSize), TextWidth.Of(id ?? "", IdSize));
        return new(name, id, Math.Ceiling(text + (2 * Margin)), id is null ? 27 : 42);
    }
}
