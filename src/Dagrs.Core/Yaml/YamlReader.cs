using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Turns a YAML text into a definition. Every text gives one, however wrong it is, with its problems listed.</summary>
internal sealed class YamlReader : IDefinitionParser
{
    private const string EmptyFile = "the file is empty; it needs a key 'dagrs' with tasks";

    /// <summary>The version of the parser whose events are stored.</summary>
    public static string ParserVersion => typeof(Parser).Assembly.GetName().Version?.ToString() ?? "";

    public DagDefinition Parse(SourceText source) => Parse(source, written: null);

    /// <summary>Reads a text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="written">Receives its events, which save parsing it again; null: not needed.</param>
    public static DagDefinition Parse(SourceText source, ParsedEventWriter? written)
    {
        if (FindForeignByte(source.Bytes.Span) is { } problem)
        {
            return new(source, []) { Problems = [problem], IsComplete = false };
        }

        using var cursor = new EventCursor(source.Bytes, written);
        return Parse(source, cursor);
    }

    /// <summary>Reads a text from stored events; null when they are not those of the text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="events">The events stored when it was parsed.</param>
    public static DagDefinition? Parse(SourceText source, ReadOnlyMemory<byte> events)
    {
        try
        {
            using var cursor = new EventCursor(source.Bytes, new ParsedEventReader(source.Bytes, events));
            return Parse(source, cursor);
        }
        catch (ParsedEventReader.MisfitException)
        {
            return null;
        }
    }

    private static DagDefinition Parse(SourceText source, EventCursor cursor)
    {
        var reader = new ValueReader(cursor, source);
        var draft = new FileDraft();
        var isComplete = true;
        try
        {
            ReadDocument(cursor, reader, draft);
        }
        catch (UnreadableTextException unreadable)
        {
            reader.Problems.Add(unreadable.Problem);
            isComplete = false;
        }

        return new(source, draft.Tasks ?? [])
        {
            Endpoints = draft.Endpoints ?? default,
            Executor = draft.Executor,
            Defaults = draft.Cluster is null ? draft.Defaults.Settings : draft.Defaults.Settings with { Cluster = ClusterSettings.Merge(draft.Defaults.Settings.Cluster, draft.Cluster) },
            OpenDefaults = draft.OpenCluster.Count == 0 ? draft.Defaults.Open : [.. draft.Defaults.Open, .. draft.OpenCluster.Where(open => draft.Defaults.Settings.Cluster?.Says(open.ClusterKey) != true)],
            Cluster = draft.Cluster,
            OpenCluster = draft.OpenCluster,
            DefaultEnvFiles = draft.Defaults.EnvFiles,
            Environment = draft.Environment ?? FrozenDictionary<string, string>.Empty,
            OpenEnvironment = draft.OpenEnvironment,
            EnvFiles = draft.EnvFiles,
            Parameters = draft.Parameters,
            HasAllParameters = !draft.LacksParameters && isComplete,
            Secrets = draft.Secrets,
            Default = draft.Default,
            Resources = draft.Resources,
            Includes = draft.Includes,
            Problems = reader.Problems.All,
            Notes = reader.Notes.All,
            IsComplete = isComplete && !draft.IsIncomplete,
        };
    }

    private static void ReadDocument(EventCursor cursor, ValueReader reader, FileDraft draft)
    {
        cursor.Take();
        if (cursor.Peek() is StreamEnd)
        {
            reader.Report(ProblemCode.NoTasks, Start, EmptyFile);
            return;
        }

        cursor.Take();
        if (ValueReader.IsNull(cursor.Peek()))
        {
            cursor.Take();
            reader.Report(ProblemCode.NoTasks, Start, EmptyFile);
        }
        else
        {
            FileReader.Read(reader, draft);
        }

        cursor.Take();
        if (cursor.Peek() is DocumentStart second)
        {
            reader.Report(ProblemCode.SecondDocument, EventCursor.PlaceOf(second), "a second document begins here; a file can have only one");
        }
    }

    private static Place Start => new(1, 1, 2);

    /// <summary>The parser takes a NUL for the end of the text and replaces bytes that are not UTF-8, so both are searched for before it runs.</summary>
    internal static Problem? FindForeignByte(ReadOnlySpan<byte> text)
    {
        var nul = text.IndexOf((byte)0);
        var valid = Utf8.IsValid(text) ? text.Length : FirstInvalid(text);
        if (nul < 0 && valid == text.Length)
        {
            return null;
        }

        var at = nul >= 0 ? Math.Min(nul, valid) : valid;
        var lineStart = text[..at].LastIndexOf((byte)'\n') + 1;
        var line = text[..at].Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(text[lineStart..at]) + 1;
        var message = at == nul ? "the file contains a NUL byte" : $"the file is not UTF-8: byte 0x{text[at]:x2}";
        return new(ProblemCode.NotText, new(line, column, column + 1), message);
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
