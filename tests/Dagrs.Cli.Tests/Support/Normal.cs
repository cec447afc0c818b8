using System.Text.RegularExpressions;

namespace Dagrs.Cli.Tests.Support;

/// <summary>Takes out of a transcript what differs from run to run: spans of time, dates, and the signs of life of a slow machine.</summary>
internal static partial class Normal
{
    public static string Text(string text) => SignOfLife().Replace(Date().Replace(Time().Replace(text, "{time}"), "{date}"), "");

    [GeneratedRegex(@"\b(\d+ ms|\d+\.\d\d s|\d+ m \d\d s|\d+ h \d\d m)\b")]
    private static partial Regex Time();

    [GeneratedRegex("^still running: .*\n", RegexOptions.Multiline)]
    private static partial Regex SignOfLife();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d(?= )", RegexOptions.Multiline)]
    private static partial Regex Date();
}
