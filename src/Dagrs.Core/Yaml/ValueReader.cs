using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>
/// What all readers of values share: the events, whose value is read now, and the problems found. A value of the wrong kind is reported, taken
/// whole and given as null, so that one reading finds every problem. It knows no kind of value but a plain text.
/// </summary>
internal sealed class ValueReader(EventCursor cursor, SourceText source)
{
    private const int MostSpareKeys = 32;

    private readonly Stack<Dictionary<string, Place>> _spareKeys = new();
    private readonly HashSet<string> _words = new(StringComparer.Ordinal); // ids and tags: each is kept once, however often it is named
    private readonly HashSet<(ProblemCode Code, Place Place, string Message)> _reported = [];

    /// <summary>The text that is read.</summary>
    public SourceText Source => source;

    /// <summary>What is wrong.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>What is right and probably not meant.</summary>
    public ProblemList Notes { get; } = new();

    /// <summary>The task whose values are read now; null outside of any.</summary>
    public string? Task { get; set; }

    /// <summary>The key whose value is read now; null at the top of a mapping of keys.</summary>
    public string? Key { get; set; }

    /// <summary>Where that key stands.</summary>
    public Place KeyPlace { get; set; }

    /// <summary>What the misspelt keys of the task probably mean.</summary>
    public HashSet<string> Meant { get; } = [];

    /// <summary>Those of the list that is read now; one list for all, since a file has as many lists as tasks.</summary>
    public List<Located<string>> Items { get; } = [];

    /// <summary>The values that hold expressions, of the task, defaults or variables read now.</summary>
    public List<OpenValue> Open { get; } = [];

    /// <summary>The text of the task's command, where it holds expressions.</summary>
    public Scalar? Script { get; set; }

    /// <summary>The texts of commands that hold expressions. Whether they may is known at the end of the file, where all shells are.</summary>
    public List<OpenScript> Scripts { get; } = [];

    /// <summary>An empty table for the keys of a mapping.</summary>
    public Dictionary<string, Place> TakeKeys() => _spareKeys.TryPop(out var spare) ? spare : new(StringComparer.Ordinal);

    /// <summary>A table of keys is not needed any more: most mappings are small, and there are many.</summary>
    public void GiveBack(Dictionary<string, Place> keys)
    {
        if (keys.Count <= MostSpareKeys)
        {
            keys.Clear();
            _spareKeys.Push(keys);
        }
    }

    /// <summary>Whose value is read, in words.</summary>
    public string Subject => (Key, Task) switch
    {
        (null, null) => "the file",
        (null, _) => $"task {Quoted.Name(Task)}",
        (_, null) => Quoted.Name(Key),
        _ => $"{Quoted.Name(Key)} of task {Quoted.Name(Task)}",
    };

    /// <summary>Where the next value stands.</summary>
    public Place Place => EventCursor.PlaceOf(cursor.Peek());

    /// <summary>The next event, not yet taken.</summary>
    public ParsingEvent Peek() => cursor.Peek();

    /// <summary>Takes the next event. A tag is reported: it would change what a value means, and no key asks for one.</summary>
    public ParsingEvent Take()
    {
        var next = cursor.Take();
        if (next is NodeEvent { Tag.IsEmpty: false } node)
        {
            ReportTag(node);
        }

        return next;
    }

    /// <summary>Takes the next node whole, unread.</summary>
    public void Skip() => cursor.Skip();

    /// <inheritdoc cref="EventCursor.Capture"/>
    public Recording Capture() => cursor.Capture();

    /// <inheritdoc cref="EventCursor.Push"/>
    public void Push(Recording recording) => cursor.Push(recording);

    /// <summary>A text that is not empty.</summary>
    /// <param name="part">The value whose expressions are kept; null: it may hold none.</param>
    public string? Text(OpenPart? part = null)
    {
        if (cursor.Peek() is not Scalar)
        {
            ReportKind("a text");
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

    /// <summary>Where a part of a scalar's value stands. Nobody looks when no more problems are kept.</summary>
    public Place PlaceIn(Scalar scalar, int at, int length) =>
        Problems.IsFull ? EventCursor.PlaceOf(scalar) : ScalarPlace.Of(scalar, source, at, length);

    /// <summary>The word of a scalar, and where it stands.</summary>
    public Located<string> Word(Scalar scalar) => new(Intern(scalar.Value), EventCursor.PlaceOf(scalar));

    /// <summary>The same text, kept once.</summary>
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
        // What is wrong inside an anchor is met once for each of its aliases.
        var list = code.IsNote() ? Notes : Problems;
        if (list.IsFull || _reported.Add((code, place, message)))
        {
            list.Add(new(code, place, message) { Suggestion = suggestion });
        }
    }

    /// <summary>Reports a value of the wrong kind and takes it.</summary>
    /// <param name="wanted">What it must be.</param>
    /// <param name="found">What it is, with <c>{0}</c> for the kind of the next event.</param>
    /// <param name="mend">What to do; null: nothing more is said.</param>
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

    /// <summary>False, and reported, when a scalar is empty where it may not be, or holds what it may not: a NUL, or an expression.</summary>
    public bool IsFine(Scalar scalar, bool isEmpty, bool mayBeOpen = false)
    {
        if (isEmpty)
        {
            Report(ProblemCode.Empty, EventCursor.PlaceOf(scalar), $"{Subject} is empty");
        }
        else if (scalar.Value.Contains('\0', StringComparison.Ordinal))
        {
            Report(ProblemCode.BadValue, EventCursor.PlaceOf(scalar), $"{Subject} holds a NUL character");
            return false;
        }
        else if (!mayBeOpen && Template.HasExpression(scalar.Value))
        {
            var at = scalar.Value.IndexOf(Template.Open, StringComparison.Ordinal);
            Report(ProblemCode.NoExpression, PlaceIn(scalar, at, Template.Open.Length), $"{Subject} takes no expression; write what it stands for in its place");
            return false;
        }

        return !isEmpty;
    }

    public static string Kind(ParsingEvent value) => value switch
    {
        MappingStart => "a mapping",
        SequenceStart => "a list",
        _ when IsNull(value) => "nothing",
        _ => "a text",
    };

    public static bool IsNull(ParsingEvent value) =>
        value is Scalar { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" };
}
