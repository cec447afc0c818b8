using System.Globalization;

namespace Dagrs.Core.Yaml;

/// <summary>Finds the line that is indented by a blank too many or too few, and the one that it should stand under.</summary>
internal static class IndentSlip
{
    /// <summary>The line that is wrong, and what is wrong with it; null when the indentation is not to blame.</summary>
    /// <param name="entries">Everything up to the place where the parser gave up; the last is what it did not expect.</param>
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
            // Deeper than all: a child, unless what is above it has its value already.
            return above is { Kind: EntryKind.Key, HasValue: true } ? (last, Words(last, above)) : null;
        }

        // Where the others of its level stand is not known for sure. One that stands where the next level is expected is right, and the other wrong.
        if (above is not null && inner.Kind == last.Kind && IsFirstOfItsLevel(entries, inner) && IsExpected(last, above, open) && !IsExpected(inner, above, open))
        {
            return (inner, Words(inner, last));
        }

        var siblings = above is null || (inner.Kind == last.Kind && inner.HasValue == last.HasValue) ? inner : above;
        return (last, Words(last, siblings));
    }

    /// <summary>For each level that is open before the last entry its latest entry, from the outside to the inside.</summary>
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

    // Most files go inwards by the same number of blanks at each level.
    private static bool IsExpected(Entry entry, Entry above, List<Entry> open)
    {
        var outer = open.LastOrDefault(other => other.Indent < above.Indent);
        return outer is not null && entry.Indent - above.Indent == above.Indent - outer.Indent;
    }

    private static string Words(Entry wrong, Entry right)
    {
        var difference = Math.Abs(wrong.Indent - right.Indent);
        var blanks = difference == 1 ? "one blank" : string.Create(CultureInfo.InvariantCulture, $"{difference} blanks");
        return $"{blanks} too {(wrong.Indent > right.Indent ? "many" : "few")} before {Name(wrong)}: it is indented by {wrong.Indent}, and {Name(right)} in line {right.Line} by {right.Indent}";
    }

    private static string Name(Entry entry) => entry.Kind == EntryKind.Item ? "'-'" : Definition.Quoted.Name(entry.Word);
}
