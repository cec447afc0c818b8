using System.Globalization;
using System.Text;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>
/// What nodes are called in a Mermaid diagram: each after its task alone, so that a task that is added or taken away changes no other's name. Two tasks never
/// have one name, and none is a word of the language.
/// </summary>
internal static class MermaidIds
{
    private const int Longest = 40; // characters: they are repeated at each edge, and GitHub counts
    private const int KeptOfLong = 20;

    public static string Of(string id)
    {
        // 't' before it: 'end', 'style' and many more would be taken for words of the language.
        var name = new StringBuilder("t_");
        foreach (var rune in id.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                < 0x80 when Rune.IsLetterOrDigit(rune) => name.Append(rune),
                '-' => name.Append("__"),
                < 0x100 => name.Append(CultureInfo.InvariantCulture, $"_{rune.Value:x2}"),
                _ => name.Append(CultureInfo.InvariantCulture, $"_u{rune.Value:x}_"),
            };
        }

        return name.Length <= Longest ? name.ToString() : string.Create(CultureInfo.InvariantCulture, $"{name.ToString(0, KeptOfLong)}_h{Hash(id):x16}");
    }

    // FNV-1a of 64 bits: always the same, unlike GetHashCode.
    private static ulong Hash(string id)
    {
        var hash = 14695981039346656037;
        foreach (var c in id)
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }

        return hash;
    }
}
