using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>
/// The icon of a state: its own shape and its own colour, so that either is enough to tell states apart. The colour is in the picture itself too, for
/// servers that strip styles from pages.
/// </summary>
internal static class StateShape
{
    /// <summary>The states in the order of a report's counts: the final ones, then the others.</summary>
    public static IReadOnlyList<TaskState> All { get; } = [.. StateWords.Final, TaskState.Running, TaskState.Pending];

    /// <summary>The name of a state in CSS classes and URLs.</summary>
    public static string Key(TaskState state) => state == TaskState.FailedAllowed ? "allowed" : state.Word();

    /// <summary>An SVG document with one symbol per state, to be placed in the page once.</summary>
    public static string Symbols { get; } =
        "<svg width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\">" + string.Concat(All.Select(Symbol)) + "</svg>\n";

    /// <summary>The icon alone, as the favicon of the page.</summary>
    public static string Icon(TaskState state) =>
        $"data:image/svg+xml,{Uri.EscapeDataString($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">{Shape(state)}</svg>")}";

    private static string Symbol(TaskState state) => $"<symbol id=\"s-{Key(state)}\" viewBox=\"0 0 16 16\">{Shape(state)}</symbol>";

    private static string Shape(TaskState state) => state switch
    {
        TaskState.Succeeded => Disc("good", "#1f883d") + Mark("M4.6 8.4l2.3 2.3 4.6-5"),
        TaskState.Failed => Filled("bad", "#cf222e", "M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z") + Mark("M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"),
        TaskState.FailedAllowed => Filled("warn", "#9a6700", "M8 1l7.4 13.4H.6z") + Mark("M8 6v3.6M8 11.9v.1"),
        TaskState.TimedOut => Disc("late", "#bc4c00") + Mark("M8 4.2V8l2.6 1.8"),
        TaskState.Canceled => Filled("stopped", "#8250df", "M1.5 1.5h13v13h-13z") + Mark("M5 5h6v6H5z"),
        TaskState.NotRun => Ring("idle", "#6e7781", "") + Line("idle", "#6e7781", "M3.2 12.8l9.6-9.6"),
        TaskState.Skipped => Line("idle", "#6e7781", "M3 3.5L7.5 8 3 12.5M8.5 3.5L13 8l-4.5 4.5"),
        TaskState.UpToDate => Ring("same", "#0f766e", "") + Line("same", "#0f766e", "M5 6.5h6M5 9.5h6"),
        TaskState.Running => Ring("busy", "#0969da", "") + Filled("busy", "#0969da", "M8 4a4 4 0 0 1 0 8z"),
        _ => Ring("idle", "#6e7781", " stroke-dasharray=\"2.4 2\""),
    };

    private static string Disc(string tone, string colour) => Filled(tone, colour, "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8z");

    private static string Filled(string tone, string colour, string path) => $"<path class=\"fill-{tone}\" fill=\"{colour}\" d=\"{path}\"/>";

    private static string Ring(string tone, string colour, string more) =>
        $"<circle class=\"line-{tone}\" cx=\"8\" cy=\"8\" r=\"6.4\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"{more}/>";

    private static string Line(string tone, string colour, string path) =>
        $"<path class=\"line-{tone}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.8\" stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"{path}\"/>";

    private static string Mark(string path) =>
        $"<path class=\"mark\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"1.9\" stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"{path}\"/>";
}
