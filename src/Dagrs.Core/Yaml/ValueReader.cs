using System.Collections.Frozen;
using System.Globalization;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Reads values of the kinds that keys ask for. A value of the wrong kind is reported, taken whole and given as null, so that
/// one reading finds every problem.
/// </summary>
internal sealed class ValueReader(EventCursor cursor)
{
    public const int LargestCode = 255;
    public const int MostRetries = 1000;

    private const int DeepestMerge = 100;

    // A list in which something wrong was written and nothing right, so that it is not called missing as well.
    private static readonly IReadOnlyList<Located<string>> WrongTexts = new List<Located<string>>();

    private readonly HashSet<string> _words = new(StringComparer.Ordinal); // ids and tags: each is kept once, however often it is named
    private readonly List<Located<string>> _items = []; // of the list that is read now
    private readonly HashSet<(ProblemCode Code, Place Place, string Message)> _reported = [];
    private readonly HashSet<string> _meant = []; // what the misspelt keys of a task probably mean
    private string? _task; // whose values are read now, for messages
    private string? _key;
    private int _merges;

    /// <summary>The interpreters that have a name.</summary>
    public static (string Word, Interpreter Value)[] Shells { get; } =
    [
        ("sh", Interpreter.Sh),
        ("bash", Interpreter.Bash),
        ("pwsh", Interpreter.Pwsh),
        ("python", Interpreter.Python),
        ("none", Interpreter.None),
    ];

    public ProblemList Problems { get; } = new();

    private string Subject => (_key, _task) switch
    {
        (null, null) => "the file",
        (null, _) => $"task {Quoted.Name(_task)}",
        (_, null) => Quoted.Name(_key),
        _ => $"{Quoted.Name(_key)} of task {Quoted.Name(_task)}",
    };

    /// <summary>A text that is not empty.</summary>
    public string? Text()
    {
        if (cursor.Peek() is not Scalar)
        {
            ReportKind("a text");
            return null;
        }

        var scalar = (Scalar)cursor.Take();
        return IsFine(scalar, IsNull(scalar) || string.IsNullOrWhiteSpace(scalar.Value)) ? scalar.Value : null;
    }

    /// <summary>One of the words given.</summary>
    public Located<T>? Choice<T>(params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var place = EventCursor.PlaceOf(cursor.Peek());
        if (Text() is not { } text)
        {
            return null;
        }

        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (word == text)
            {
                return new(value, place);
            }

            words.Add(word);
        }

        Report(ProblemCode.BadValue, place, $"{Subject} must be one of {Quoted.Names(words)}, not {Quoted.Name(text)}", Suggestion.For(text, words));
        return null;
    }

    /// <summary>A list of texts, or one text, or nothing.</summary>
    public IReadOnlyList<Located<string>> Texts()
    {
        switch (cursor.Peek())
        {
            case Scalar scalar when IsNull(scalar):
                cursor.Take();
                return [];
            case Scalar scalar:
                cursor.Take();
                return IsFine(scalar, scalar.Value.Length == 0) ? [Word(scalar)] : WrongTexts;
            case SequenceStart:
                var problems = Problems.Count;
                var items = Items(scalar => scalar.Value.Length == 0);
                return items.Length == 0 && Problems.Count > problems ? WrongTexts : items;
            default:
                ReportKind("a list or a text");
                return WrongTexts;
        }
    }

    /// <summary>A text for the shell, or a list of program and arguments.</summary>
    public (Command Command, Place Place)? Command()
    {
        var place = EventCursor.PlaceOf(cursor.Peek());
        switch (cursor.Peek())
        {
            case Scalar:
                return Text() is { } script ? (new Command.Shell(script), place) : null;
            case SequenceStart:
                return Program() is { } words ? (new Command.Program(words), place) : null;
            default:
                ReportKind("a text, or a list of program and arguments");
                return null;
        }
    }

    /// <summary>A span of time with its unit.</summary>
    public TimeSpan? Span()
    {
        var place = EventCursor.PlaceOf(cursor.Peek());
        if (Text() is not { } text)
        {
            return null;
        }

        var problem = Duration.TryParse(text, out var duration);
        if (problem is not null)
        {
            Report(ProblemCode.BadValue, place, $"{Subject}: {Quoted.Name(text)} {problem}");
        }

        return problem is null ? duration : null;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(int least, int most)
    {
        var place = EventCursor.PlaceOf(cursor.Peek());
        return Text() is { } text ? Number(new(text, place), least, most) : least;
    }

    /// <summary>A number within bounds, whole or not.</summary>
    public double Factor(double least, double most)
    {
        var place = EventCursor.PlaceOf(cursor.Peek());
        if (Text() is not { } text)
        {
            return least;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Report(ProblemCode.BadValue, place, FormattableString.Invariant($"{Subject} must be a number from {least} to {most}, not {Quoted.Name(text)}"));
        return least;
    }

    /// <summary>A list of exit codes, or one.</summary>
    public IReadOnlyCollection<int> Codes() => Texts().Select(code => Number(code, 0, LargestCode)).ToFrozenSet();

    /// <summary>A number of retries, or a mapping that says more.</summary>
    public RetryPolicy? Retry()
    {
        if (cursor.Peek() is Scalar)
        {
            return new RetryPolicy(Number(0, MostRetries));
        }

        var place = EventCursor.PlaceOf(cursor.Peek());
        var draft = new RetryDraft();
        if (Mapping(Keys.OfRetry, draft, "a number or a mapping") && !draft.HasMax)
        {
            Report(ProblemCode.MissingKey, place, $"{Subject} has no 'max'");
        }

        return draft.Policy;
    }

    /// <summary>True, false, or a list of exit codes.</summary>
    public AllowedFailure? AllowedFailure()
    {
        if (cursor.Peek() is not Scalar { Value: var text })
        {
            return cursor.Peek() is SequenceStart ? new(Codes()) : new(ReportNeither());
        }

        var isWord = bool.TryParse(text, out var any);
        if (isWord)
        {
            cursor.Take();
            return any ? Model.AllowedFailure.Any : Model.AllowedFailure.None;
        }

        return new(Codes());

        int[] ReportNeither()
        {
            ReportKind("true, false or a list of exit codes");
            return [];
        }
    }

    /// <summary>A mapping of variables to values.</summary>
    public IReadOnlyDictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        Entries("a mapping of variables to values", name =>
        {
            if (name.Value.Length == 0 || name.Value.Contains('=', StringComparison.Ordinal))
            {
                Report(ProblemCode.BadValue, name.Place, $"{Quoted.Name(name.Value)} cannot be the name of a variable");
            }

            if (cursor.Peek() is not Scalar scalar)
            {
                ReportKind("a mapping of variables to texts", "one with {0} in it");
                return;
            }

            cursor.Take();
            if (IsFine(scalar, isEmpty: false))
            {
                variables[name.Value] = IsNull(scalar) ? "" : scalar.Value;
            }
        });
        return variables;
    }

    /// <summary>What interprets commands: one of a few words, or a list of program and arguments.</summary>
    public Interpreter? Shell()
    {
        if (cursor.Peek() is SequenceStart)
        {
            return Program() is { } words ? new Interpreter(words) : null;
        }

        return Choice(Shells)?.Value;
    }

    /// <summary>The mapping of all tasks.</summary>
    public IReadOnlyList<TaskDefinition> Tasks()
    {
        var place = EventCursor.PlaceOf(cursor.Peek());
        var tasks = new List<TaskDefinition>();
        var any = false;
        var isMapping = Entries("a mapping of ids to tasks", id =>
        {
            any = true;
            if (id.Value.Length == 0)
            {
                Report(ProblemCode.Empty, id.Place, "a task id is empty");
            }

            tasks.Add(Task(id with { Value = Intern(id.Value) }));
        });
        if (isMapping && !any)
        {
            Report(ProblemCode.NoTasks, place, "there are no tasks");
        }

        return tasks;
    }

    /// <summary>A mapping whose keys are those of a table; other keys are reported, but for <c>x-</c> keys where they are free.</summary>
    public bool Mapping<T>(KeyTable<T> keys, T draft, string wanted = "a mapping", bool freeKeys = false) => Entries(wanted, name =>
    {
        var outer = _key;
        if (keys.TryGetValue(name.Value, out var key))
        {
            _key = outer is null ? key.Name : $"{outer}.{key.Name}";
            key.Read(this, draft);
            _key = outer;
            return;
        }

        cursor.Skip();
        if (!freeKeys || !name.Value.StartsWith("x-", StringComparison.Ordinal))
        {
            var where = _task is null && outer is null ? "at the top" : $"in {Subject}";
            var foreign = ForeignKeys.Meaning(name.Value, keys.Keys);
            var suggestion = foreign ?? Suggestion.For(name.Value, keys.Keys.Order(StringComparer.Ordinal));
            Report(ProblemCode.UnknownKey, name.Place, $"unknown key {Quoted.Name(name.Value)} {where}", suggestion);
            if (foreign is null && suggestion is not null)
            {
                _meant.Add(suggestion);
            }
        }
    });

    public void Report(ProblemCode code, Place place, string message, string? suggestion = null)
    {
        // What is wrong inside an anchor is met once for each of its aliases.
        if (Problems.IsFull || _reported.Add((code, place, message)))
        {
            Problems.Add(new(code, place, message) { Suggestion = suggestion });
        }
    }

    private TaskDefinition Task(Located<string> id)
    {
        (_task, _key) = (id.Value, null);
        _meant.Clear();
        var draft = new TaskDraft();
        if (IsNull(cursor.Peek()))
        {
            cursor.Take();
            Report(ProblemCode.Empty, id.Place, $"{Subject} is empty; it needs a 'name' and a 'cmd'");
            draft.Command = TaskDraft.WrongCommand;
        }
        else if (!Mapping(Keys.OfTask, draft))
        {
            draft.Command = TaskDraft.WrongCommand;
        }
        else if (draft.Name is null && !_meant.Contains("name"))
        {
            Report(ProblemCode.MissingKey, id.Place, $"{Subject} has no 'name'");
        }

        if (_meant.Contains("cmd") || _meant.Contains("after") || ReferenceEquals(draft.After, WrongTexts))
        {
            draft.Command ??= TaskDraft.WrongCommand;
        }

        _task = null;
        return new(id)
        {
            Name = draft.Name ?? id.Value,
            Description = draft.Description,
            After = draft.After,
            Tags = draft.Tags,
            Command = draft.Command,
            CommandPlace = draft.CommandPlace,
            Settings = draft.Settings,
        };
    }

    private string[]? Program()
    {
        var place = EventCursor.PlaceOf(cursor.Peek());
        var problems = Problems.Count;
        var words = Items(scalar => scalar.Value.Length == 0 && scalar.Style == ScalarStyle.Plain);
        if (Problems.Count > problems)
        {
            return null;
        }

        if (words.Length == 0 || words[0].Value.Length == 0)
        {
            Report(ProblemCode.Empty, words.Length == 0 ? place : words[0].Place, $"{Subject} names no program");
            return null;
        }

        return Array.ConvertAll(words, word => word.Value);
    }

    private Located<string>[] Items(Func<Scalar, bool> isEmpty)
    {
        cursor.Take();
        _items.Clear();
        while (cursor.Peek() is not SequenceEnd)
        {
            if (cursor.Peek() is not Scalar scalar)
            {
                ReportKind("a list of texts", "a list with {0} in it");
                continue;
            }

            cursor.Take();
            if (IsFine(scalar, isEmpty(scalar)))
            {
                _items.Add(Word(scalar));
            }
        }

        cursor.Take();
        return [.. _items];
    }

    private Located<string> Word(Scalar scalar) => new(Intern(scalar.Value), EventCursor.PlaceOf(scalar));

    private string Intern(string word)
    {
        if (_words.TryGetValue(word, out var known))
        {
            return known;
        }

        _words.Add(word);
        return word;
    }

    /// <summary>The entries of a mapping: those written there, then those of its merge keys that are not written there.</summary>
    private bool Entries(string wanted, Action<Located<string>> read)
    {
        if (cursor.Peek() is not MappingStart)
        {
            ReportKind(wanted);
            return false;
        }

        ReadEntries(null, read);
        return true;
    }

    private void ReadEntries(HashSet<string>? stronger, Action<Located<string>> read)
    {
        cursor.Take();
        var own = new Dictionary<string, Place>(StringComparer.Ordinal);
        List<EventCursor.Recording>? merges = null;
        while (cursor.Peek() is not MappingEnd)
        {
            if (cursor.Peek() is not Scalar scalar)
            {
                Report(ProblemCode.WrongKind, EventCursor.PlaceOf(cursor.Peek()), $"a key must be a text, not {Kind(cursor.Peek())}");
                cursor.Skip();
                cursor.Skip();
                continue;
            }

            cursor.Take();
            var key = new Located<string>(scalar.Value, EventCursor.PlaceOf(scalar));
            if (scalar is { Style: ScalarStyle.Plain, Value: "<<" })
            {
                (merges ??= []).Add(cursor.Capture());
            }
            else if (!own.TryAdd(key.Value, key.Place))
            {
                Report(ProblemCode.DuplicateKey, key.Place, $"duplicate key {Quoted.Name(key.Value)}; it stands in line {own[key.Value].Line} already");
                cursor.Skip();
            }
            else if (stronger?.Contains(key.Value) == true)
            {
                cursor.Skip();
            }
            else if (IsFine(scalar, isEmpty: false))
            {
                read(key);
            }
            else
            {
                cursor.Skip();
            }
        }

        cursor.Take();
        if (merges is not null || stronger is not null)
        {
            stronger ??= new(StringComparer.Ordinal);
            stronger.UnionWith(own.Keys);
            merges?.ForEach(merge => Merge(merge, stronger, read));
        }
    }

    private void Merge(EventCursor.Recording merge, HashSet<string> stronger, Action<Located<string>> read)
    {
        cursor.Push(merge);
        if (++_merges > DeepestMerge)
        {
            throw new UnreadableTextException(new(ProblemCode.TooLarge, EventCursor.PlaceOf(cursor.Peek()), $"merge keys are nested deeper than {DeepestMerge} levels"));
        }

        if (cursor.Peek() is SequenceStart)
        {
            cursor.Take();
            while (cursor.Peek() is not SequenceEnd)
            {
                MergeOne();
            }

            cursor.Take();
        }
        else
        {
            MergeOne();
        }

        _merges--;

        void MergeOne()
        {
            if (cursor.Peek() is MappingStart)
            {
                ReadEntries(stronger, read);
            }
            else
            {
                Report(ProblemCode.WrongKind, EventCursor.PlaceOf(cursor.Peek()), $"a merge key takes a mapping or a list of mappings, not {Kind(cursor.Peek())}");
                cursor.Skip();
            }
        }
    }

    private int Number(Located<string> text, int least, int most)
    {
        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Report(ProblemCode.BadValue, text.Place, $"{Subject} must be a whole number from {least} to {most}, not {Quoted.Name(text.Value)}");
        return least;
    }

    private bool IsFine(Scalar scalar, bool isEmpty)
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

        return !isEmpty;
    }

    private void ReportKind(string wanted, string found = "{0}")
    {
        var value = cursor.Peek();
        Report(ProblemCode.WrongKind, EventCursor.PlaceOf(value), $"{Subject} must be {wanted}, not {found.Replace("{0}", Kind(value), StringComparison.Ordinal)}");
        cursor.Skip();
    }

    private static string Kind(ParsingEvent value) => value switch
    {
        MappingStart => "a mapping",
        SequenceStart => "a list",
        _ when IsNull(value) => "nothing",
        _ => "a text",
    };

    public static bool IsNull(ParsingEvent value) =>
        value is Scalar { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" };
}
