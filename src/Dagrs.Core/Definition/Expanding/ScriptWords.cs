namespace Dagrs.Core.Definition.Expanding;

/// <summary>Finds names that appear as words in a script, in whatever language.</summary>
internal static class ScriptWords
{
    /// <summary>Those of the names that the script contains, each once.</summary>
    public static IEnumerable<string> In(string script, IReadOnlyCollection<string> names)
    {
        foreach (var name in names)
        {
            for (var at = script.IndexOf(name, StringComparison.Ordinal); at >= 0; at = script.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                if (!IsOfWord(script, at - 1) && !IsOfWord(script, at + name.Length))
                {
                    yield return name;
                    break;
                }
            }
        }
    }

    private static bool IsOfWord(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');
}
