using System.Text.RegularExpressions;
using Dagrs.Cli.Import.Shell;

namespace Dagrs.Cli.Import.Npm;

/// <summary>
/// The command of a script. Calls of other scripts become edges of the graph where possible: those that come before everything else, and those that run
/// in parallel.
/// </summary>
internal static partial class NpmScript
{
    public static void Read(ImportedTask task, string command, HashSet<string> scripts)
    {
        if (SideBySide(command, scripts) is { } names)
        {
            task.After = [.. names.Select(name => LastOf(name, scripts))];
            return;
        }

        // After ; or || the rest would run even if the called script failed.
        var isChain = !ShellText.Of(command).IsSequence && !command.Contains("||", StringComparison.Ordinal);
        if (isChain && Leading().Match(command) is { Success: true } call && NameIn(call) is var first && scripts.Contains(first) && first != task.Id)
        {
            task.After = [LastOf(first, scripts)];
            command = command[call.Length..];
        }

        if (string.IsNullOrWhiteSpace(command))
        {
            task.Command = task.After.Count > 0 ? null : ":";
            return;
        }

        task.Command = JoinedSteps.Of([new(command)]);
    }

    private static string NameIn(Match call) => call.Groups["name"] is { Success: true } name ? name.Value : call.Groups["short"].Value;

    // A call of a script includes the hook that npm runs after it.
    private static string LastOf(string name, HashSet<string> scripts) => scripts.Contains("post" + name) ? "post" + name : name;

    private static List<string>? SideBySide(string command, HashSet<string> scripts)
    {
        if (Parallel().Match(command) is not { Success: true } call)
        {
            return null;
        }

        List<string> names = [];
        foreach (var word in call.Groups["names"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"', '\'')))
        {
            var name = call.Groups["npm"].Success ? word["npm:".Length..] : word;
            var found = name.Contains('*', StringComparison.Ordinal) ? scripts.Where(key => Matches(name, key)).ToList() : scripts.Contains(name) ? [name] : [];
            if (found.Count == 0)
            {
                return null;
            }

            names.AddRange(found);
        }

        return names;
    }

    // In npm-run-all, * matches one part of a name between colons, ** any number of parts.
    private static bool Matches(string pattern, string name) =>
        Regex.IsMatch(name, "^" + Regex.Escape(pattern).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^:]*", StringComparison.Ordinal) + "$");

    // A call of one script without arguments, followed by &&.
    [GeneratedRegex(@"^\s*(?:(?:npm|pnpm|yarn) run (?<name>[\w:.@/-]+)|(?:npm|pnpm|yarn) (?<short>test|start))\s*(?:&&\s*|$)")]
    private static partial Regex Leading();

    [GeneratedRegex(@"^\s*(?:(?:run-p|npm-run-all (?:-p|--parallel)) (?<names>[\w:.* ""'-]+)|concurrently (?<npm>)(?<names>(?:[""']?npm:[\w:.*-]+[""']?\s*)+))$")]
    private static partial Regex Parallel();
}
