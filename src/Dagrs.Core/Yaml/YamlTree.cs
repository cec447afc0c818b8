using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Any YAML text as nodes with their places, with aliases and merge keys resolved, within the limits of a task file. It knows no key.</summary>
/// <param name="Place">Where it begins.</param>
internal abstract record YamlTree(Place Place)
{
    /// <summary>Reads a text.</summary>
    /// <exception cref="InvalidFileException">It is not YAML, is empty, or exceeds a limit.</exception>
    public static YamlTree Read(SourceText source)
    {
        if (YamlReader.FindForeignByte(source.Bytes.Span) is { } foreign)
        {
            throw new InvalidFileException(source, [foreign]);
        }

        using var cursor = new EventCursor(source.Bytes);
        var value = new ValueReader(cursor, source);
        YamlTree? tree = null;
        try
        {
            tree = ReadDocument(value);
        }
        catch (UnreadableTextException unreadable)
        {
            value.Problems.Add(unreadable.Problem);
        }

        return value.Problems.Count > 0 ? throw new InvalidFileException(source, value.Problems.All) : tree!;
    }

    private static YamlTree ReadDocument(ValueReader value)
    {
        value.Take();
        if (value.Peek() is StreamEnd)
        {
            value.Report(ProblemCode.Empty, new(1, 1, 2), "the file is empty");
            return new Text(default, "", IsNull: true);
        }

        value.Take();
        var tree = ReadNode(value);
        value.Take();
        if (value.Peek() is DocumentStart second)
        {
            value.Report(ProblemCode.SecondDocument, EventCursor.PlaceOf(second), "a second document begins here; a file can have only one");
        }

        return tree;
    }

    // Recursion is safe: the cursor limits the depth.
    private static YamlTree ReadNode(ValueReader value)
    {
        var place = value.Place;
        if (value.Peek() is MappingStart)
        {
            List<KeyValuePair<Located<string>, YamlTree>> entries = [];
            MappingReader.Entries(value, "a mapping", key => entries.Add(new(key, ReadNode(value))));
            return new Map(place, entries);
        }

        if (value.Peek() is not (Scalar or SequenceStart))
        {
            // Some invalid texts make the parser report a key without a value.
            throw new UnreadableTextException(new(ProblemCode.Syntax, place, "not valid YAML after this point"));
        }

        if (value.Take() is Scalar scalar)
        {
            return new Text(place, scalar.Value, ValueReader.IsNull(scalar));
        }

        List<YamlTree> items = [];
        while (value.Peek() is not SequenceEnd)
        {
            items.Add(ReadNode(value));
        }

        value.Take();
        return new List(place, items);
    }

    /// <summary>A scalar.</summary>
    public sealed record Text(Place Place, string Value, bool IsNull) : YamlTree(Place);

    /// <summary>A sequence.</summary>
    public sealed record List(Place Place, IReadOnlyList<YamlTree> Items) : YamlTree(Place);

    /// <summary>A mapping, in the order of the text.</summary>
    public sealed record Map(Place Place, IReadOnlyList<KeyValuePair<Located<string>, YamlTree>> Entries) : YamlTree(Place)
    {
        /// <summary>The value of a key; null: there is none.</summary>
        public YamlTree? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Value == key).Value;
    }
}
