using System.Buffers;
using System.Text;

namespace Dagrs.Core.Model;

/// <summary>
/// What must not be shown, ready to be searched. Bytes are searched as characters of the same number (Latin-1), for which there is a fast search.
/// It knows nothing of streams. Immutable and thread-safe.
/// </summary>
internal sealed class Mask
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Text = "***";

    private readonly SearchValues<string> _search;
    private readonly SearchValues<char> _within;
    private readonly string[]?[] _byFirst = new string[256][]; // the longest first
    private readonly int _longest;

    private Mask(string[] patterns)
    {
        _search = SearchValues.Create(patterns, StringComparison.Ordinal);
        _within = SearchValues.Create([.. patterns.SelectMany(pattern => pattern).Distinct()]);
        _longest = patterns.Max(pattern => pattern.Length);
        foreach (var group in patterns.GroupBy(pattern => pattern[0]))
        {
            _byFirst[group.Key] = [.. group.OrderByDescending(pattern => pattern.Length)];
        }
    }

    /// <summary>The mask of some values; null: there is none among them that is long enough.</summary>
    public static Mask? Of(IEnumerable<string> values)
    {
        string[] patterns = [.. values.Where(SecretForms.IsLongEnough).SelectMany(SecretForms.Of).Select(form => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(form))).Distinct(StringComparer.Ordinal)];
        return patterns.Length == 0 ? null : new(patterns);
    }

    /// <summary>Where the next one begins, and how long the longest is that begins there; -1: there is none.</summary>
    public int Find(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        var start = text.IndexOfAny(_search);
        if (start < 0)
        {
            return -1;
        }

        var rest = text[start..];
        foreach (var pattern in _byFirst[rest[0]]!)
        {
            if (rest.StartsWith(pattern, StringComparison.Ordinal))
            {
                length = pattern.Length;
                break;
            }
        }

        return start;
    }

    /// <summary>Where the end of a text begins that may be the beginning of a secret; the text's length: none may.</summary>
    public int Tail(ReadOnlySpan<char> text)
    {
        var start = Math.Max(text.Length - _longest + 1, 0);
        start += text[start..].LastIndexOfAnyExcept(_within) + 1;
        for (; start < text.Length; start++)
        {
            var rest = text[start..];
            foreach (var pattern in _byFirst[rest[0]] ?? [])
            {
                if (pattern.Length <= rest.Length)
                {
                    break; // so are those that follow
                }

                if (pattern.AsSpan().StartsWith(rest, StringComparison.Ordinal))
                {
                    return start;
                }
            }
        }

        return start;
    }
}
