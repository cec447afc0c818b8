using System.CommandLine;
using Dagrs.Core.Model;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Options;

/// <summary>The options that affect whether tasks are up to date.</summary>
internal sealed class ReuseOptions
{
    private const string Force = "--force";
    private const string ForceSome = "--force-some"; // what --force=GLOB becomes: an option with an optional value would take the next word as its value

    private readonly Option<bool> _all = new(Force) { Description = "run tasks even if they are up to date; --force=GLOB: only those with matching ids" };

    private readonly Option<string?> _some = new(ForceSome) { Hidden = true };

    private readonly Option<bool> _explain = new("--explain") { Description = "show for each task why it runs, or that it is up to date" };

    public void AddTo(Command command)
    {
        command.Options.Add(_all);
        command.Options.Add(_some);
        command.Options.Add(_explain);
    }

    /// <summary>True when each task's reason to run is to be reported.</summary>
    public bool Explains(ParseResult arguments) => arguments.GetValue(_explain);

    /// <summary>Whether a task runs in any case.</summary>
    public Func<string, bool> IsForced(ParseResult arguments)
    {
        if (arguments.GetValue(_all))
        {
            return _ => true;
        }

        if (arguments.GetValue(_some) is not { } pattern)
        {
            return _ => false;
        }

        var glob = new Glob(pattern);
        return id => glob.Matches(id);
    }

    /// <summary>The command line with <c>--force=GLOB</c> replaced by its internal form.</summary>
    public static string[] Apart(string[] words) => Array.Exists(words, HasValue) ? Array.ConvertAll(words, word => HasValue(word) ? ForceSome + word[Force.Length..] : word) : words;

    private static bool HasValue(string word) => word.StartsWith(Force + "=", StringComparison.Ordinal);
}
