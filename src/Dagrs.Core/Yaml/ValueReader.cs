using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>
/// The state shared by all readers of values: the events, the current key, and the problems found. A value of the wrong kind is reported, skipped
/// and returned as null, so that one pass finds every problem. It knows no kind of value except plain text.
/// </summary>
internal sealed class ValueReader(EventCursor cursor, SourceText source)
{
    private const int MostSpareKeys = 32;

    private readonly Stack<Dictionary<string, Place>> _spareKeys = new();
    private readonly HashSet<string> _words = new(StringComparer.Ordinal); // ids and tags, interned: the same ones occur often
    private readonly HashSet<(ProblemCode Code, Place Place, string Message)> _reported = [];

    /// <summary>The text that is read.</summary>
    public SourceText Source => source;

    /// <summary>The errors.</summary>
    public ProblemList Problems => cursor.Problems;

    /// <summary>What is valid but probably not meant.</summary>
    public ProblemList Notes { get; } = new();

    /// <summary>The current task; null outside of any.</summary>
    public string? Task { get; set; }

    /// <summary>The current key; null at the top of a mapping of keys.</summary>
    public string? Key { get; set; }

    /// <summary>The place of that key.</summary>
    public Place KeyPlace { get; set; }

    /// <summary>What the task's misspelt keys probably mean.</summary>
    public HashSet<string> Meant { get; } = [];

    /// <summary>True when a merge key of the task could not be read: any key may be missing for that reason.</summary>
    public bool HasLostKeys { get; set; }

    /// <summary>The items of the current list; reused, since a file has as many lists as tasks.</summary>
    public List<Located<string>> Items { get; } = [];

    /// <summary>The values with expressions of the current task, defaults or variables.</summary>
    public List<OpenValue> Open { get; } = [];

    /// <summary>The text of the task's command, if it contains expressions.</summary>
    public Scalar? Script { get; set; }

    /// <summary>The texts of commands with expressions. They are checked at the end of the file, when all shells are known.</summary>
    public List<OpenScript> Scripts { get; } = [];

    /// <summary>True when the task probably has the key, though it could not be read as such.</summary>
    public bool IsMeant(string key) => HasLostKeys || Meant.Contains(key);

    /// <summary>An empty table for the keys of a mapping.</summary>
    public Dictionary<string, Place> TakeKeys() => _spareKeys.TryPop(out var spare) ? spare : new(StringComparer.Ordinal);

    /// <summary>Returns a table of keys for reuse: there are many mappings, most of them small.</summary>
    public void GiveBack(Dictionary<string, Place> keys)
    {
        if (keys.Count <= MostSpareKeys)
        {
            keys.Clear();
            _spareKeys.Push(keys);
        }
    }

    /// <summary>The owner of the current value, for messages.</summary>
    public string Subject => (Key, Task) switch
    {
        (null, null) => "the file",
        (null, _) => $"task {Quoted.Name(Task)}",
        (_, null) => Quoted.Name(Key),
        _ => $"{Quoted.Name(Key)} of task {Quoted.Name(Task)}",
    };

    /// <summary>The place of the next value.</summary>
    public Place Place => EventCursor.PlaceOf(cursor.Peek());

    /// <summary>The next event, without taking it.</summary>
    public ParsingEvent Peek() => cursor.Peek();

    /// <summary>Takes the next event. A tag is reported, since it would change the meaning of the value and no key expects one.</summary>
    public ParsingEvent Take()
    {
        var next = cursor.Take();
        if (next is NodeEvent { Tag.IsEmpty: false } node)
        {
            ReportTag(node);
        }

        return next;
    }

    /// <summary>Takes the next node without reading it.</summary>
    public void Skip() => cursor.Skip();

    /// <inheritdoc cref="EventCursor.Capture"/>
    public Recording Capture() => cursor.Capture();

    /// <inheritdoc cref="EventCursor.Push"/>
    public void Push(Recording recording) => cursor.Push(recording);

    /// <summary>A non-empty text.</summary>
    /// <param name="part">The value whose expressions are kept; null: none are allowed.</param>
    public string? Text(OpenPart? part = null)
    {
        if (cursor.Peek() is not Scalar)
        {
            ReportKind("a string");
            return null;
        }

        var scalar = (Scalar)Take();
        if (!IsFine(scalar, IsNull(scalar) || string.IsNullOrWhiteSpace(scalar.Value), mayBeOpen: part is not null))
        {
            return null;
        }

        if (part is { } open)
        {
            ExpressionReader.Keep(this, scalar, open);
        }

        return scalar.Value;
    }

    /// <summary>The values with expressions that were kept since the last call.</summary>
    public IReadOnlyList<OpenValue> TakeOpen()
    {
        if (Open.Count == 0)
        {
            return [];
        }

        OpenValue[] taken = [.. Open];
        Open.Clear();
        return taken;
    }

    /// <summary>The place of a part of a scalar's value. Not computed once no more problems are kept.</summary>
    public Place PlaceIn(Scalar scalar, int at, int length) =>
        Problems.IsFull ? EventCursor.PlaceOf(scalar) : ScalarPlace.Of(scalar, source, at, length);

    /// <summary>The word of a scalar, and its place.</summary>
    public Located<string> Word(Scalar scalar) => new(Intern(scalar.Value), EventCursor.PlaceOf(scalar));

    /// <summary>The same text, interned.</summary>
    public string Intern(string word)
    {
        if (_words.TryGetValue(word, out var known))
        {
            return known;
        }

        _words.Add(word);
        return word;
    }

    public void Report(ProblemCode code, Place place, string message, string? suggestion = null)
    {
        // A problem inside an anchor is met again for each alias.
        var list = code.IsNote() ? Notes : Problems;
        if (list.IsFull || _reported.Add((code, place, message)))
        {
            list.Add(new(code, place, message) { Suggestion = suggestion });
        }
    }

    /// <summary>Reports a value of the wrong kind and skips it.</summary>
    /// <param name="wanted">What it must be.</param>
    /// <param name="found">What it is, with <c>{0}</c> for the kind of the next event.</param>
    /// <param name="mend">How to fix it; null: nothing is added.</param>
    public void ReportKind(string wanted, string found = "{0}", string? mend = null)
    {
        var value = cursor.Peek();
        var words = $"{Subject} must be {wanted}, not {found.Replace("{0}", Kind(value), StringComparison.Ordinal)}";
        Report(ProblemCode.WrongKind, EventCursor.PlaceOf(value), mend is null ? words : $"{words}; {mend}");
        if (value is NodeEvent { Tag.IsEmpty: false } node)
        {
            ReportTag(node);
        }

        cursor.Skip();
    }

    private void ReportTag(NodeEvent node) =>
        Report(ProblemCode.Tag, EventCursor.PlaceOf(node), $"{Subject}: '{OneLine.Of(TagWords.Of(node.Tag), 100)}' is a YAML tag{TagWords.Mend(node)}");

    /// <summary>False, and reported, when a scalar is empty although it must not be, or contains a NUL or a forbidden expression.</summary>
    public bool IsFine(Scalar scalar, bool isEmpty, bool mayBeOpen = false)
    {
        if (isEmpty)
        {
            Report(ProblemCode.Empty, EventCursor.PlaceOf(scalar), $"{Subject} is empty");
        }
        else if (scalar.Value.Contains('\0', StringComparison.Ordinal))
        {
            Report(ProblemCode.BadValue, EventCursor.PlaceOf(scalar), $"{Subject} contains a NUL character");
            return false;
        }
        else if (!mayBeOpen && Template.HasExpression(scalar.Value))
        {
            var at = scalar.Value.IndexOf(Template.Open, StringComparison.Ordinal);
            Report(ProblemCode.NoExpression, PlaceIn(scalar, at, Template.Open.Length), $"{Subject} does not accept expressions; write the value itself");
            return false;
        }

        return !isEmpty;
    }

    public static string Kind(ParsingEvent value) => value switch
    {
        MappingStart => "a mapping",
        SequenceStart => "a list",
        _ when IsNull(value) => "nothing",
        _ => "a string",
    };

    public static bool IsNull(ParsingEvent value) =>
        value is Scalar { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" };
}
