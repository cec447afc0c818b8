using System.Text;
using System.Text.RegularExpressions;

namespace Dagrs.Cli.Tests.Support;

/// <summary>What one run of dagrs left: exit code and both streams. Making one checks what holds for every run, whatever it was asked.</summary>
internal sealed partial class Ran
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public Ran(int exitCode, byte[] output, byte[] error, bool mayColour)
    {
        ExitCode = exitCode;
        Out = Strict.GetString(output);
        Error = Strict.GetString(error);
        Assert.Contains(exitCode, new[] { 0, 1, 2, 3, 4, 124, 129, 130, 141, 143 });
        foreach (var text in new[] { Out, Error })
        {
            Assert.DoesNotMatch(StackTrace(), text);
            Assert.DoesNotContain("Unhandled", text, StringComparison.Ordinal);
            Assert.DoesNotContain("dagrs itself failed", text, StringComparison.Ordinal);
            if (!mayColour)
            {
                Assert.DoesNotContain('\e', text);
            }
        }

        CheckCounts();
    }

    public int ExitCode { get; }

    public string Out { get; }

    public string Error { get; }

    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Out.TrimEnd('\n').Split('\n');

    /// <summary>What a task printed: its lines without their prefix.</summary>
    public string[] LinesOf(string task) => [.. Lines.Where(line => line.StartsWith($"[{task}] ", StringComparison.Ordinal)).Select(line => line[(task.Length + 3)..])];

    /// <summary>The counts of the last line by their words; empty when there is none.</summary>
    public Dictionary<string, int> Counts => CountsLine().Match(Lines[^1]) is { Success: true } line
        ? line.Groups["state"].Captures.Zip(line.Groups["count"].Captures).ToDictionary(pair => pair.First.Value, pair => int.Parse(pair.Second.Value))
        : [];

    private void CheckCounts()
    {
        if (CountsLine().Match(Lines[^1]) is { Success: true } line)
        {
            Assert.Equal(int.Parse(line.Groups["total"].Value), Counts.Values.Sum());
        }
    }

    [GeneratedRegex(@"^ +at \S+\(.*\)", RegexOptions.Multiline)]
    private static partial Regex StackTrace();

    [GeneratedRegex(@"^(?<total>\d+) tasks?: ((?<count>\d+) (?<state>failed \(allowed\)|[a-z-]+)(, )?)+ in .*$")]
    private static partial Regex CountsLine();
}
