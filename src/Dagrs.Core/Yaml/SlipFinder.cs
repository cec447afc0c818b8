using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Finds common mistakes in YAML: missing colons, spaces, quotes and brackets. The parser reports where it gave up; the mistake is there or
/// earlier. It knows no key of a task file.
/// </summary>
internal static class SlipFinder
{
    private const string LessIndented = "the lines of a quoted string must be indented more than its key";
    private const string Escapes = "0abt\tnvfre \"/\\N_LPxuU";

    /// <summary>The place of the mistake, and how to fix it; null when no known mistake explains it.</summary>
    /// <param name="message">The parser's message; empty when there is none.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Where the parser gave up.</param>
    /// <param name="isPlaceKnown">False when that is only the place of the last valid token.</param>
    public static (Place Place, string Words)? Find(string message, ReadOnlySpan<byte> text, Place at, bool isPlaceKnown)
    {
        bool Says(string part) => message.Contains(part, StringComparison.Ordinal);

        var scan = LineScan.Of(text, isPlaceKnown ? at.Line : at.Line + 1);
        var line = Line(text, at.Line);
        if (line.IndexOf('#', Math.Min(at.Column - 1, line.Length)) is var sign && (Says("invalid comment") || Says("a comment between") || (Says("flow") && sign == at.Column)))
        {
            return (OneCharacter(sign < 0 ? at : at with { Column = sign + 1 }), "a space is missing before '#'");
        }

        if (Says("quoted scalar") || Says("quoted-scalar") || Says("-quoted"))
        {
            return Says("escape") ? Escape(line, at) : (OneCharacter(at), scan.Marks.OpenQuote is null && Says("indentation") ? LessIndented : OpenQuote(line, at));
        }

        if (scan.Marks.OpenQuote is { } quote && quote.Line <= at.Line)
        {
            return (PlaceOf(quote), Unclosed(quote.Character));
        }

        if (scan.Marks.OpenBracket is { } bracket && (Says("flow") || message.Length == 0 || bracket.Line < at.Line))
        {
            return (PlaceOf(bracket), $"'{bracket.Character}' is not closed; its '{(bracket.Character == '[' ? ']' : '}')}' is missing");
        }

        if (message.Length == 0)
        {
            return null;
        }

        if (ParserWords.OfCharacter(message, line, at.Column) is { } words)
        {
            return (OneCharacter(at), words);
        }

        return scan.Marks.AfterQuote is { } after && after.Line == at.Line
            ? (PlaceOf(after), AfterQuote(after.Character))
            : OfLines(UpTo(scan.Entries, at), message, at) ?? OfFlow(message, line, at) ?? (OneCharacter(at), ParserWords.Of(message));
    }

    /// <summary>All entries up to the unexpected one: of "- name: x" only the dash, if the dash is unexpected.</summary>
    private static List<Entry> UpTo(IReadOnlyList<Entry> entries, Place at)
    {
        var index = entries.ToList().FindIndex(entry => entry.Line == at.Line && entry.Indent + 1 == at.Column);
        return [.. index < 0 ? entries : entries.Take(index + 1)];
    }

    private static (Place Place, string Words)? OfLines(List<Entry> entries, string message, Place at)
    {
        if (entries.Count == 0)
        {
            return null;
        }

        var last = entries[^1];
        if (last.BlockLine > 0)
        {
            return (PlaceOf(last, last.Text.Length), $"this line is indented less than the text of the block that begins in line {last.BlockLine}");
        }

        var text = FirstText(entries, message);
        if (text is not null)
        {
            return OfText(entries, text);
        }

        if (last.Line != at.Line)
        {
            return null;
        }

        if (last.Kind == EntryKind.Item && IsAmongKeys(entries))
        {
            return (PlaceOf(last, 1), "'-' begins a list item, but this is among keys; remove it");
        }

        if (IndentSlip.Find(entries) is { } slip)
        {
            return (PlaceOf(slip.Entry, slip.Entry.Word.Length), slip.Words);
        }

        return null;
    }

    /// <summary>The text without a colon that the parser stumbled over, or took for the start of the key after it.</summary>
    private static Entry? FirstText(List<Entry> entries, string message)
    {
        var i = entries.Count - 1;
        if (entries[i].Kind != EntryKind.Text && (message.Contains("invalid mapping", StringComparison.Ordinal) || message.Contains("expected ':'", StringComparison.Ordinal)))
        {
            i--;
        }

        Entry? first = null;
        for (; i >= 0 && entries[i].Kind == EntryKind.Text && !IsOfItem(entries, i); i--)
        {
            first = entries[i];
        }

        // A text that continues the value on the line of a key or an item is not a mistake itself.
        var outer = i < 0 ? null : IsOfItem(entries, i) ? entries[i - 1] : entries[i] is { Kind: EntryKind.Key, HasValue: true, IsBlock: false } ? entries[i] : null;
        return first?.Indent > outer?.Indent ? null : first;
    }

    private static bool IsOfItem(List<Entry> entries, int at) => at > 0 && entries[at - 1] is { Kind: EntryKind.Item } item && item.Line == entries[at].Line;

    private static (Place Place, string Words)? OfText(List<Entry> entries, Entry text)
    {
        var before = entries.TakeWhile(entry => entry != text).LastOrDefault();
        if (before is { IsBlock: true } && text.Indent <= before.Indent && text.Line == before.Line + 1)
        {
            return (PlaceOf(text, text.Text.Length), $"the text of {Quoted.Name(before.Word)} must be indented more than {Quoted.Name(before.Word)} itself");
        }

        var word = text.Word;
        if (word.Length == 0 || (before is { Kind: EntryKind.Item } && before.Line == text.Line))
        {
            return null;
        }

        var end = new Place(text.Line, text.Indent + word.Length + 1, text.Indent + word.Length + 2);
        var isBelowItem = entries.LastOrDefault(entry => entry.Kind == EntryKind.Item && entry.Line < text.Line)?.Indent == text.Indent;
        if (word is ['-', not '-', ..] && (isBelowItem || before is { Kind: EntryKind.Key, HasValue: false }))
        {
            return (PlaceOf(text, 1), "a space is missing after '-'");
        }

        return text.Text.AsSpan(word.Length).TrimStart() switch
        {
            [':', ..] when text.Text[word.Length] == ':' => (end, $"a space is missing after '{OneLine.Of(word, 100)}:'"),
            ['=', ..] => (new(text.Line, text.Indent + text.Text.IndexOf('=', StringComparison.Ordinal) + 1, 0), $"{Quoted.Name(word)} is followed by '='; write ': '"),
            _ => (end, $"a colon is missing after {Quoted.Name(word)}"),
        };
    }

    private static bool IsAmongKeys(List<Entry> entries)
    {
        var item = entries[^1];
        var above = entries.SkipLast(1).LastOrDefault(entry => entry.Indent <= item.Indent);
        return above is { Kind: EntryKind.Key } && above.Indent == item.Indent && (above.HasValue || above != entries[^2]);
    }

    private static (Place Place, string Words)? OfFlow(string message, string line, Place at)
    {
        if (!message.Contains("flow", StringComparison.Ordinal))
        {
            return null;
        }

        return at.Column > 1 && at.Column <= line.Length && line[at.Column - 1] is '{' or '[' && !char.IsWhiteSpace(line[at.Column - 2])
            ? (OneCharacter(at), $"inside brackets a string with '{line[at.Column - 1]}' in it must be quoted")
            : (OneCharacter(at), "a comma is missing before this, or a string with ': ' in it is not quoted");
    }

    private static (Place Place, string Words)? Escape(string line, Place at)
    {
        for (var i = at.Column; i + 1 < line.Length; i++)
        {
            if (line[i] == '\\' && !Escapes.Contains(line[++i], StringComparison.Ordinal))
            {
                return (new(at.Line, i, i + 2), $"'\\{line[i]}' is not an escape in double quotes; write '\\\\' for a backslash, or use single quotes");
            }
        }

        return (OneCharacter(at), "unknown escape in double quotes; write '\\\\' for a backslash, or use single quotes");
    }

    private static string OpenQuote(string line, Place at) => Unclosed(at.Column <= line.Length ? line[at.Column - 1] : '"');

    private static string Unclosed(char quote) => $"this string is not closed; its final {Words(quote)} is missing";

    private static string AfterQuote(char quote) =>
        $"a string that begins with a {Words(quote)} ends at the next one; use other quotes around the whole string, or write {(quote == '"' ? "\\\"" : "''")} for one inside it";

    private static string Words(char quote) => quote == '"' ? "double quote" : "single quote";

    private static Place PlaceOf(TextMark mark) => new(mark.Line, mark.Column, mark.Column + 1);

    private static Place PlaceOf(Entry entry, int length) => new(entry.Line, entry.Indent + 1, entry.Indent + 1 + Math.Max(1, length));

    private static Place OneCharacter(Place at) => at with { EndColumn = at.Column + 1 };

    private static string Line(ReadOnlySpan<byte> text, int number) => new SourceText("", text.ToArray()).Line(number);
}
