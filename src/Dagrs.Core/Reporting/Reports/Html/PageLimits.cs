namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The size limits of a page and its parts: it is mailed, kept by CI and opened on phones.</summary>
internal static class PageLimits
{
    public const int WholePage = 10_000_000; // bytes
    public const int Rows = 500; // tasks shown without a script
    public const int Cards = 1_000_000; // bytes of cards; further failures appear only in the table
    public const int OpenCards = 5; // the others show one line until they are opened
    public const int CardLines = 20; // of output
    public const int Columns = 4_500_000; // bytes of the data of all tasks for table, timeline and graph
    public const int Edges = 300_000;
    public const int DrawnTasks = 300; // larger graphs are not drawn at once
    public const int OutputOfFailure = 64 * 1024; // bytes
    public const int OutputOfOthers = 4 * 1024; // bytes
    public const int Title = 1000; // characters of an id or a name
    public const int Command = 16 * 1024; // characters
    public const int Value = 4 * 1024; // characters of a result or a warning
    public const int Values = 200; // results, warnings or attempts of one task
    public const int Block = 192 * 1024; // bytes of output that are unpacked together
}
