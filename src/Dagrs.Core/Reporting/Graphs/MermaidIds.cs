using System.Globalization;
using System.Text;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>
/// The node ids of a Mermaid diagram. Each depends on its task alone, so that adding or removing a task changes no other id. They are
/// unique, and none is a keyword of the language.
/// </summary>
internal static class MermaidIds
{
    private const int Longest = 40; // characters: ids are repeated at each edge, and GitHub limits the total
    private const int KeptOfLong = 20;

    public static string Of(string id)
    {
        // The 't' avoids keywords: 'end', 'style' and many more.
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

    // FNV-1a, 64 bits: stable across runs, unlike GetHashCode.
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
