using System.Globalization;

namespace Dagrs.Core.Yaml;

/// <summary>Finds the line that is indented by a space too many or too few, and the line that it should align with.</summary>
internal static class IndentSlip
{
    /// <summary>The wrong line and the problem; null when indentation is not the cause.</summary>
    /// <param name="entries">Everything up to the place where the parser gave up; the last entry is the unexpected one.</param>
    public static (Entry Entry, string Words)? Find(IReadOnlyList<Entry> entries)
    {
        var last = entries[^1];
        var open = Open(entries);
        if (open.Count == 0 || open.Exists(entry => entry.Indent == last.Indent))
        {
            return null;
        }

        var above = open.LastOrDefault(entry => entry.Indent < last.Indent);
        var inner = open.FirstOrDefault(entry => entry.Indent > last.Indent);
        if (inner is null)
        {
            // Deepest of all: a child, unless the key above it has a value already.
            return above is { Kind: EntryKind.Key, HasValue: true } ? (last, Words(last, above)) : null;
        }

        // It is not certain which entry of the level is misplaced. The one at the usual indentation is right, and the other wrong.
        if (above is not null && inner.Kind == last.Kind && IsFirstOfItsLevel(entries, inner) && IsExpected(last, above, open) && !IsExpected(inner, above, open))
        {
            return (inner, Words(inner, last));
        }

        var siblings = above is null || (inner.Kind == last.Kind && inner.HasValue == last.HasValue) ? inner : above;
        return (last, Words(last, siblings));
    }

    /// <summary>The latest entry of each level that is open before the last entry, from the outermost to the innermost.</summary>
    private static List<Entry> Open(IReadOnlyList<Entry> entries)
    {
        var open = new List<Entry>();
        for (var i = 0; i < entries.Count - 1; i++)
        {
            var entry = entries[i];
            if (entry.Kind == EntryKind.Text)
            {
                continue;
            }

            open.RemoveAll(other => other.Indent >= entry.Indent);
            open.Add(entry);
        }

        return open;
    }

    private static bool IsFirstOfItsLevel(IReadOnlyList<Entry> entries, Entry entry)
    {
        for (var i = entries.Count - 2; i >= 0 && entries[i].Indent >= entry.Indent; i--)
        {
            if (entries[i].Indent == entry.Indent && entries[i] != entry)
            {
                return false;
            }
        }

        return true;
    }

    // Most files indent every level by the same number of spaces.
    private static bool IsExpected(Entry entry, Entry above, List<Entry> open)
    {
        var outer = open.LastOrDefault(other => other.Indent < above.Indent);
        return outer is not null && entry.Indent - above.Indent == above.Indent - outer.Indent;
    }

    private static string Words(Entry wrong, Entry right)
    {
        var difference = Math.Abs(wrong.Indent - right.Indent);
        var blanks = difference == 1 ? "one space" : string.Create(CultureInfo.InvariantCulture, $"{difference} spaces");
        return $"{blanks} too {(wrong.Indent > right.Indent ? "many" : "few")} before {Name(wrong)}: it is indented by {wrong.Indent}, and {Name(right)} in line {right.Line} by {right.Indent}";
    }

    private static string Name(Entry entry) => entry.Kind == EntryKind.Item ? "'-'" : Definition.Quoted.Name(entry.Word);
}
