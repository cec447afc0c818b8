using System.Text;

namespace Dagrs.Core.Model;

/// <summary>Splits a command line into words: quotes and backslashes as in a shell, but without expansion.</summary>
internal static class WordSplitter
{
    /// <summary>The words, or null when a quote is left open.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lengthOfWhole">How many characters from a position on are taken verbatim as part of a word; null: none.</param>
    public static IReadOnlyList<string>? Split(string text, Func<int, int>? lengthOfWhole = null)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (TakeWhole(ref i))
            {
                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                if (inWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    inWord = false;
                }

                continue;
            }

            inWord = true;
            if (c == '\\' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
            }
            else if (c is '\'' or '"')
            {
                for (i++; i < text.Length && text[i] != c; i++)
                {
                    if (TakeWhole(ref i))
                    {
                        continue;
                    }

                    if (c == '"' && text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
                    {
                        i++;
                    }

                    word.Append(text[i]);
                }

                if (i == text.Length)
                {
                    return null;
                }
            }
            else
            {
                word.Append(c);
            }
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return words;

        bool TakeWhole(ref int at)
        {
            if (lengthOfWhole?.Invoke(at) is not (> 0 and var length))
            {
                return false;
            }

            word.Append(text, at, length);
            at += length - 1;
            return inWord = true;
        }
    }
}
