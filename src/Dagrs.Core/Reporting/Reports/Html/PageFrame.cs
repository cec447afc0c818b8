using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The frame around the parts of the page: placeholders for what the script makes, hidden without it, and the end.</summary>
internal static class PageFrame
{
    /// <summary>The icon of a state, whose name is always beside it.</summary>
    public static void WriteIcon(PageWriter page, TaskState state, int size) =>
        page.Write($"<svg class=\"icon\" width=\"{size}\" height=\"{size}\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#s-{StateShape.Key(state)}\"/></svg>");

    public static void WritePictures(PageWriter page) =>
        page.Raw("<section id=\"timeline\" hidden></section>\n<section id=\"graph\" hidden></section>\n"u8);

    public static void WriteEnd(PageWriter page, RecordedRun run) =>
        page.Write(
            $"""
            <aside id="task" class="task" hidden></aside>
            <p id="live" class="unseen" role="status"></p>
            <footer><p id="keys" hidden></p><p>made by dagrs {run.Version}</p></footer>

            """);
}
