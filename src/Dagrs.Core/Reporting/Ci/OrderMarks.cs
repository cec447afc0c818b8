using System.Buffers;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>Finds the marks <c>##[</c>, <c>##vso[</c>, <c>##teamcity[</c> and their like, which are orders wherever in a line they stand.</summary>
internal static class OrderMarks
{
    private static readonly SearchValues<byte> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    /// <summary>The line with a blank after each <c>##</c> that letters, if any, and a bracket follow; null when there is none.</summary>
    public static byte[]? Break(ReadOnlySpan<byte> line)
    {
        List<byte>? broken = null;
        var done = 0;
        for (var at = 0; line[at..].IndexOf("##"u8) is >= 0 and var next;)
        {
            at += next + 1;
            var rest = line[(at + 1)..];
            var letters = rest.IndexOfAnyExcept(Letters);
            if (letters >= 0 && rest[letters] == '[')
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
}
