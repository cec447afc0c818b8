using System.CommandLine;

namespace Dagrs.Console.Options;

/// <summary>Options with nothing behind the <c>=</c>, as in <c>--log-path=$LOG</c>. The parser would take the next word for their value.</summary>
internal static class EmptyValues
{
    /// <summary>The words of a command line with each of these as two words, the second one empty.</summary>
    /// <param name="words">The words.</param>
    /// <param name="root">The command whose options they are, or a subcommand's.</param>
    public static string[] Apart(string[] words, Command root)
    {
        if (!Array.Exists(words, IsEmpty))
        {
            return words;
        }

        var names = root.Subcommands.Prepend(root).SelectMany(command => command.Options).SelectMany(option => option.Aliases.Prepend(option.Name)).ToHashSet(StringComparer.Ordinal);
        return [.. words.SelectMany(word => IsEmpty(word) && names.Contains(word[..^1]) ? new[] { word[..^1], "" } : [word])];
    }

    private static bool IsEmpty(string word) => word is ['-', .., '='];
}
