using System.Buffers;
using System.Text;

namespace Dagrs.Core.Events.Recording;

/// <summary>Finds the UTF-8 character that a cut between pieces of output has split.</summary>
internal static class CutCharacter
{
    /// <summary>The length of the longest character, in bytes.</summary>
    public const int Longest = 4;

    /// <summary>How many bytes at the end are the start of a character whose rest may follow.</summary>
    public static int LengthAtEnd(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length < Longest && length <= bytes.Length; length++)
        {
            var lead = bytes[^length];
            if (lead < 0x80)
            {
                return 0;
            }

            if (lead >= 0xc0)
            {
                return Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData ? length : 0;
            }
        }

        return 0;
    }

    /// <summary>How many bytes at the start are the rest of a character that began earlier.</summary>
    public static int LengthAtStart(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (length < Math.Min(Longest - 1, bytes.Length) && (bytes[length] & 0xc0) == 0x80)
        {
            length++;
        }

        return length;
    }
}
