using System.Text;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>What a task may have started when it is told to end: shell lines in which each SLEEP is a process that has to go.</summary>
internal static class Families
{
    /// <summary>These end when they are asked to.</summary>
    public static readonly IReadOnlyDictionary<string, string> Polite = new Dictionary<string, string>
    {
        ["plain"] = "SLEEP",
        ["child"] = "SLEEP; true",
        ["background"] = "SLEEP & SLEEP",
        ["silent"] = "SLEEP > /dev/null 2>&1 & SLEEP",
        ["orphan"] = "(SLEEP &); SLEEP",
        ["deep-orphan"] = "(sh -c 'sh -c \"SLEEP & SLEEP & exit\" & exit' &); SLEEP",
        ["session"] = "setsid SLEEP & SLEEP",
        ["session-orphan"] = "(setsid SLEEP &); SLEEP",
        ["no-environment"] = "(env -i setsid SLEEP &); SLEEP",
    };

    /// <summary>These have to be killed.</summary>
    public static readonly IReadOnlyDictionary<string, string> Stubborn = new Dictionary<string, string>
    {
        ["deaf"] = "trap '' INT TERM HUP; SLEEP; SLEEP",
        ["deaf-background"] = "(trap '' INT TERM HUP; exec SLEEP) & SLEEP",
        ["deaf-silent"] = "(trap '' INT TERM HUP; exec SLEEP) > /dev/null 2>&1 & SLEEP",
        ["deaf-session"] = "(trap '' INT TERM HUP; exec setsid SLEEP) & SLEEP",
        ["deaf-orphan"] = "(trap '' INT TERM HUP; setsid SLEEP &); SLEEP",
        ["deaf-no-environment"] = "(trap '' INT TERM HUP; env -i setsid SLEEP &); SLEEP",
        ["suspended"] = "SLEEP & kill -s STOP $!; SLEEP",
    };

    /// <summary>A file with a task for each of these lines.</summary>
    public static string File(Marker marker, IEnumerable<KeyValuePair<string, string>> lines)
    {
        var yaml = new StringBuilder("dagrs:\n");
        foreach (var (id, line) in lines)
        {
            yaml.Append($"  {id}:\n    name: {id}\n    cmd: |\n      {line.Replace("SLEEP", marker.Sleep, StringComparison.Ordinal)}\n");
        }

        return yaml.ToString();
    }

    /// <summary>How many processes sleep when all tasks of the lines have got so far. What is deaf itself starts its second one later, and the suspended one may never get to sleep.</summary>
    public static int Sleepers(IEnumerable<KeyValuePair<string, string>> lines) =>
        lines.Sum(line => line.Value.Split("SLEEP").Length - 1 - (line.Key is "deaf" or "suspended" ? 1 : 0));
}
