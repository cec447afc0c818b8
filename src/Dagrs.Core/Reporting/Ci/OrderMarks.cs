using System.Buffers;
using System.Text;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>Finds marks such as <c>##[</c>, <c>##vso[</c> and <c>##teamcity[</c>, which are commands anywhere in a line.</summary>
internal static class OrderMarks
{
    private static readonly SearchValues<byte> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" ];:\t"u8);

    /// <summary>Inserts a space after each <c>##</c> that is followed by optional letters and a bracket; null when there is none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="only">The commands to break, such as <c>[group</c> or <c>teamcity[blockOpened</c>, in any case; null: all.</param>
    public static byte[]? Break(ReadOnlySpan<byte> line, string[]? only = null)
    {
        List<byte>? broken = null;
        var done = 0;
        for (var at = 0; line[at..].IndexOf("##"u8) is >= 0 and var next;)
        {
            at += next + 1;
            var rest = line[(at + 1)..];
            if (NameLength(rest) is > 0 and var length && (only is null || IsOneOf(rest[..length], only)))
            {
                broken ??= new(line.Length + 8);
                broken.AddRange(line[done..(at + 1)]);
                broken.Add((byte)' ');
                done = at + 1;
            }
        }

        broken?.AddRange(line[done..]);
        return broken?.ToArray();
    }

    /// <summary>True when a line begins with a mark, leading spaces aside.</summary>
    public static bool Leads(ReadOnlySpan<byte> line)
    {
        var text = line.TrimStart(" \t"u8);
        return text.StartsWith("##"u8) && NameLength(text[2..]) > 0;
    }

    /// <summary>True when the command occurs anywhere in a line.</summary>
    public static bool Holds(ReadOnlySpan<byte> line, string order) => Break(line, [order]) is not null;

    // Length after ##: letters, bracket and name; 0 when it is not a mark.
    private static int NameLength(ReadOnlySpan<byte> text)
    {
        var letters = text.IndexOfAnyExcept(Letters);
        if (letters < 0 || text[letters] != '[')
        {
            return 0;
        }

        var name = text[(letters + 1)..].IndexOfAny(NameEnds);
        return name < 0 ? text.Length : letters + 1 + name;
    }

    private static bool IsOneOf(ReadOnlySpan<byte> name, string[] orders)
    {
        foreach (var order in orders)
        {
            if (Ascii.EqualsIgnoreCase(name, order))
            {
                return true;
            }
        }

        return false;
    }
}
