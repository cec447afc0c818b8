using System.Buffers;
using System.Text;

namespace Dagrs.Core.Model;

/// <summary>
/// The secrets to be masked, prepared for search in bytes. It knows nothing of streams. Immutable and thread-safe. The search is that of Wu and
/// Manber (1994): two bytes tell how far to skip to the next place where one of many patterns can end. The multi-string search of .NET looks at every
/// byte; for random characters, such as secrets and their base64, it took four times as long.
/// </summary>
internal sealed class Mask
{
    private const int LongestWindow = 200; // bytes, so that a skip fits in a byte

    private readonly byte[][]?[] _byFirst = new byte[256][][]; // longest first
    private readonly byte[] _skips = new byte[1 << 16]; // by the last two bytes of the window: how far it can skip
    private readonly SearchValues<byte> _within;
    private readonly int _window; // length in bytes of the shortest pattern, limited
    private readonly int _longest;

    private Mask(List<byte[]> patterns)
    {
        _within = SearchValues.Create([.. patterns.SelectMany(pattern => pattern).Distinct()]);
        _longest = patterns.Max(pattern => pattern.Length);
        _window = Math.Min(patterns.Min(pattern => pattern.Length), LongestWindow);
        foreach (var group in patterns.GroupBy(pattern => pattern[0]))
        {
            _byFirst[group.Key] = [.. group.OrderByDescending(pattern => pattern.Length)];
        }

        Array.Fill(_skips, (byte)(_window - 1));
        foreach (var pattern in patterns)
        {
            for (var last = 1; last < _window; last++)
            {
                ref var skip = ref _skips[pattern[last - 1] | (pattern[last] << 8)];
                skip = Math.Min(skip, (byte)(_window - 1 - last));
            }
        }
    }

    /// <summary>What replaces a secret.</summary>
    public static ReadOnlySpan<byte> Mark => "***"u8;

    /// <summary>The mask for some values; null: none of them is long enough.</summary>
    public static Mask? Of(IEnumerable<string> values)
    {
        var forms = values.Where(SecretForms.IsLongEnough).SelectMany(SecretForms.Of).Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes).ToList();
        return forms.Count == 0 ? null : new(forms);
    }

    /// <summary>Where the next secret starts, and the length of the longest that starts there; -1: none.</summary>
    public int Find(ReadOnlySpan<byte> text, out int length)
    {
        for (var last = _window - 1; last < text.Length;)
        {
            var skip = _skips[text[last - 1] | (text[last] << 8)];
            if (skip > 0)
            {
                last += skip;
                continue;
            }

            var start = last - _window + 1;
            length = LengthAt(text[start..]);
            if (length > 0)
            {
                return start;
            }

            last++;
        }

        length = 0;
        return -1;
    }

    /// <summary>Where a trailing part starts that may be the start of a secret; the length of the text: there is none.</summary>
    public int Tail(ReadOnlySpan<byte> text)
    {
        var start = Math.Max(text.Length - _longest + 1, 0);
        start += text[start..].LastIndexOfAnyExcept(_within) + 1;
        while (start < text.Length && !IsBeginning(text[start..]))
        {
            start++;
        }

        return start;
    }

    private int LengthAt(ReadOnlySpan<byte> text)
    {
        foreach (var pattern in _byFirst[text[0]] ?? [])
        {
            if (text.StartsWith(pattern))
            {
                return pattern.Length;
            }
        }

        return 0;
    }

    private bool IsBeginning(ReadOnlySpan<byte> text)
    {
        foreach (var pattern in _byFirst[text[0]] ?? [])
        {
            if (pattern.Length <= text.Length)
            {
                break; // the rest are no longer
            }

            if (pattern.AsSpan().StartsWith(text))
            {
                return true;
            }
        }

        return false;
    }
}
