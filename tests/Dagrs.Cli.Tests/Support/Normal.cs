using System.Text.RegularExpressions;

namespace Dagrs.Cli.Tests.Support;

/// <summary>Takes out of a transcript what differs from run to run: spans of time, and dates.</summary>
internal static partial class Normal
{
    public static string Text(string text) => Date().Replace(Time().Replace(text, "{time}"), "{date}");

    [GeneratedRegex(@"\b(\d+ ms|\d+\.\d\d s|\d+ m \d\d s|\d+ h \d\d m)\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d\d:\d\d(?= )", RegexOptions.Multiline)]
    private static partial Regex Date();
}
