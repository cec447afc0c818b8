using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads mappings, with their merge keys. It knows no key by name: tables provide them.</summary>
internal static class MappingReader
{
    private const int DeepestMerge = 100;

    /// <summary>Reads a mapping with the keys of a table; other keys are reported, unless the caller takes them.</summary>
    /// <param name="value">The reader.</param>
    /// <param name="keys">The table.</param>
    /// <param name="draft">Receives the values.</param>
    /// <param name="wanted">What the value must be, for the message.</param>
    /// <param name="take">Takes the value of a key that is not in the table, and returns whether that is allowed; null: it never is.</param>
    public static bool Read<T>(ValueReader value, KeyTable<T> keys, T draft, string wanted = "a mapping", Func<Located<string>, bool>? take = null)
    {
        if (value.Peek() is Scalar text && !ValueReader.IsNull(text) && KeySlip.In(text.Value, keys.Keys) is { } mend)
        {
            value.ReportKind(wanted, mend: mend);
            return false;
        }

        return Entries(value, wanted, name =>
        {
            var outer = value.Key;
            if (keys.TryGetValue(name.Value, out var key))
            {
                value.Key = outer is null ? key.Name : $"{outer}.{key.Name}";
                value.KeyPlace = name.Place;
                key.Read(value, draft);
                value.Key = outer;
            }
            else if (take is null)
            {
                value.Skip();
                ReportUnknown(value, name, keys.Keys);
            }
            else if (!take(name))
            {
                ReportUnknown(value, name, keys.Keys);
            }
        });
    }

    /// <summary>Reads the entries of a mapping: its own, then those of its merge keys that it does not override.</summary>
    public static bool Entries(ValueReader value, string wanted, Action<Located<string>> read)
    {
        if (value.Peek() is not MappingStart)
        {
            value.ReportKind(wanted);
            return false;
        }

        ReadEntries(value, null, read, 0);
        return true;
    }

    private static void ReportUnknown(ValueReader value, Located<string> name, IEnumerable<string> keys)
    {
        var where = value is { Task: null, Key: null } ? "at the top" : $"in {value.Subject}";
        var message = $"unknown key {Quoted.Name(name.Value)} {where}";
        if (KeySlip.In(name.Value, keys) is { } mend)
        {
            value.Meant.Add(KeySlip.FirstWord(name.Value));
            value.Report(ProblemCode.UnknownKey, name.Place, $"{message}; {mend}");
            return;
        }

        if (value.Problems.IsFull)
        {
            value.Report(ProblemCode.UnknownKey, name.Place, message); // counted, but never shown
            return;
        }

        var foreign = ForeignKeys.Meaning(name.Value, keys);
        var suggestion = foreign ?? Suggestion.For(name.Value, keys.Order(StringComparer.Ordinal));
        value.Report(ProblemCode.UnknownKey, name.Place, message, suggestion);
        if (foreign is null && suggestion is not null)
        {
            value.Meant.Add(suggestion);
        }
    }

    private static void ReadEntries(ValueReader value, HashSet<string>? stronger, Action<Located<string>> read, int merges)
    {
        value.Take();
        var own = value.TakeKeys();
        List<Recording>? waiting = null;
        while (value.Peek() is not MappingEnd)
        {
            if (value.Peek() is not Scalar scalar)
            {
                value.Report(ProblemCode.WrongKind, value.Place, $"a key must be a string, not {ValueReader.Kind(value.Peek())}");
                value.Skip();
                value.Skip();
                continue;
            }

            value.Take();
            var key = new Located<string>(scalar.Value, EventCursor.PlaceOf(scalar));
            if (scalar is { Style: ScalarStyle.Plain, Value: "<<" })
            {
                (waiting ??= []).Add(value.Capture());
            }
            else if (!own.TryAdd(key.Value, key.Place))
            {
                value.Report(ProblemCode.DuplicateKey, key.Place, $"duplicate key {Quoted.Name(key.Value)}; the first is in line {own[key.Value].Line}");
                value.Skip();
            }
            else if (stronger?.Contains(key.Value) == true)
            {
                value.Skip();
            }
            else if (value.IsFine(scalar, isEmpty: false))
            {
                read(key);
            }
            else
            {
                value.Skip();
            }
        }

        value.Take();
        if (waiting is not null || stronger is not null)
        {
            stronger ??= new(StringComparer.Ordinal);
            stronger.UnionWith(own.Keys);
            waiting?.ForEach(merge => Merge(value, merge, stronger, read, merges + 1));
        }

        value.GiveBack(own);
    }

    private static void Merge(ValueReader value, Recording merge, HashSet<string> stronger, Action<Located<string>> read, int merges)
    {
        value.Push(merge);
        if (merges > DeepestMerge)
        {
            throw new UnreadableTextException(new(ProblemCode.TooLarge, value.Place, $"merge keys are nested deeper than {DeepestMerge} levels"));
        }

        if (value.Peek() is not SequenceStart)
        {
            MergeOne(value, stronger, read, merges);
            return;
        }

        value.Take();
        while (value.Peek() is not SequenceEnd)
        {
            MergeOne(value, stronger, read, merges);
        }

        value.Take();
    }

    private static void MergeOne(ValueReader value, HashSet<string> stronger, Action<Located<string>> read, int merges)
    {
        if (value.Peek() is MappingStart)
        {
            ReadEntries(value, stronger, read, merges);
        }
        else
        {
            value.HasLostKeys = true;
            value.Report(ProblemCode.WrongKind, value.Place, $"a merge key takes a mapping or a list of mappings, not {ValueReader.Kind(value.Peek())}");
            value.Skip();
        }
    }
}
