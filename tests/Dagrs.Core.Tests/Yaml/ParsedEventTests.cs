using System.Collections;
using System.Reflection;
using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Tests.Support;
using Dagrs.Core.Yaml;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>What is read of events that were written down is what the parser gives: every value and every place.</summary>
public sealed class ParsedEventTests
{
    private const string Odd =
        "# é, and a character of four bytes: 🚀\r\n"
        + "x-base: &base { cmd: x, env: { A: 'it''s', B: \"tab\\t, \\u00e9 and \\U0001F680\", \"c \\\n   d\": e } }\n"
        + "dagrs:\n"
        + "  a:\n    name: &n \"A\\t\\u00e9\"\n    cmd: |\n      one é\n        two $1\n\n      three\n    desc: plain text that\n      goes on 🚀\n"
        + "  ? b\n  : name: *n\n    after: a\n    cmd: >-\n      folded\n      text\n\n      more\n"
        + "  c: { <<: *base, name: 'a word'  , after: [ a, b ] }\n"
        + "  \"d\": { name: ähnlich, cmd: [ls, -l, 'a b', \"\"], tags: [ x-y, z ] }\r\n"
        + "  e: { name: \u2028 E \u0085, cmd: x }\n  g:\n    name: G\n    cmd: |+\n      keeps\r\n      ends\r\n\r\n  f: { name: F, cmd: 'two\n\n    lines' }\n";

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.Root, "*.y*ml", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path)).Where(path => !path.Split('/').Any(folder => folder is "bin" or "obj" or ".git")).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_of_the_repository_is_read_to_the_same_definition(string path) => AssertSame(File.ReadAllBytes(Path.Combine(Repository.Root, path)));

    [Theory]
    [InlineData(Odd)]
    [InlineData("\uFEFF" + Odd)]
    [InlineData("---\ndagrs: {}\n...\n")]
    public void So_is_every_way_to_write_a_value(string text) => AssertSame(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void The_odd_ones_are_written_down_whole()
    {
        var source = new SourceText("f", Encoding.UTF8.GetBytes("dagrs:\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"  t{i}:\n    name: \"Ä {i} \\u00e9\"\n    cmd: |\n      a 🚀\n      b\n    after: [{(i == 0 ? "" : "t0")}]\n"))));
        var writer = new ParsedEventWriter(source.Bytes);

        Assert.Empty(YamlReader.Parse(source, writer).Problems);
        Assert.True(writer.IsWhole);
        AssertSame(source.Bytes.ToArray());
    }

    [Fact]
    public void No_text_stands_in_what_is_written_down()
    {
        var source = new SourceText("f", Encoding.UTF8.GetBytes("secrets: [TOKEN]\nenv: { TOKEN: hunter2hunter2 }\ndagrs:\n  a: { name: A, cmd: \"plain \\\n    folded\" }\n  b:\n    name: B\n    cmd: |\n      block\n      lines\n"));
        var writer = new ParsedEventWriter(source.Bytes);

        Assert.Empty(YamlReader.Parse(source, writer).Problems);
        Assert.True(writer.IsWhole);
        var written = Encoding.Latin1.GetString(writer.Written.Span);
        Assert.All(["hunter", "plain", "folded", "block", "lines"], word => Assert.DoesNotContain(word, written, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("%YAML 1.2\n---\ndagrs:\n  a: { name: A, cmd: x }\n")]
    [InlineData("dagrs:\n  a: { name: A, cmd: !!str x }\n")]
    public void What_cannot_be_written_down_is_parsed_each_time(string text)
    {
        var source = new SourceText("f", Encoding.UTF8.GetBytes(text));
        var writer = new ParsedEventWriter(source.Bytes);
        YamlReader.Parse(source, writer);

        Assert.False(writer.IsWhole);
    }

    [Fact]
    public void Events_of_another_text_are_no_events_or_another_definition_and_never_a_fault()
    {
        var source = new SourceText("f", Encoding.UTF8.GetBytes(Odd));
        var writer = new ParsedEventWriter(source.Bytes);
        YamlReader.Parse(source, writer);
        var random = new Random(1);
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var bytes = writer.Written.ToArray()[..random.Next(writer.Written.Length)];
            for (var flips = random.Next(4); flips >= 0 && bytes.Length > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            refused += YamlReader.Parse(source, bytes) is null ? 1 : 0;
        }

        Assert.True(refused > 1000, $"{refused}");
    }

    /// <summary>A text that can be parsed, right or wrong, is read of its events to the same definition.</summary>
    internal static void AssertSame(byte[] text)
    {
        var source = new SourceText("f", text);
        var writer = new ParsedEventWriter(source.Bytes);
        var parsed = YamlReader.Parse(source, writer);
        if (!writer.IsWhole || !parsed.IsComplete)
        {
            return;
        }

        var read = YamlReader.Parse(source, writer.Written);
        Assert.NotNull(read);
        Assert.Equal(Events(new EventCursor(source.Bytes)), Events(new EventCursor(source.Bytes, new ParsedEventReader(source.Bytes, writer.Written))));
        Assert.Null(Difference(parsed, read, "", []));
    }

    private static List<string> Events(EventCursor cursor)
    {
        using (cursor)
        {
            var all = new List<string>();
            do
            {
                all.Add(Words(cursor.Peek()));
            }
            while (cursor.Take() is not (DocumentEnd or StreamEnd));

            return all;
        }
    }

    private static string Words(ParsingEvent next) => $"{next.GetType().Name} {EventCursor.PlaceOf(next)} {(next as NodeEvent)?.Anchor}" + (next is Scalar scalar
        ? $" {scalar.Style} {scalar.IsPlainImplicit} {scalar.IsQuotedImplicit} {scalar.End.Line}:{scalar.End.Column} {scalar.Value}"
        : next is MappingStart mapping ? $" {mapping.Style} {mapping.IsImplicit}" : next is SequenceStart list ? $" {list.Style} {list.IsImplicit}" : "");

    // The path to the first value in which two things differ, whatever they are made of; null: in none.
    private static string? Difference(object? first, object? second, string path, HashSet<object> seen)
    {
        if (first is null || second is null || first.GetType() != second.GetType())
        {
            return first is null && second is null ? null : $"{path}: {first} {second}";
        }

        var type = first.GetType();
        if (type.IsPrimitive || type.IsEnum || first is string or TimeSpan)
        {
            return first.Equals(second) ? null : $"{path}: {first} {second}";
        }

        if (first is SourceText or IMachine or Delegate || (!type.IsValueType && !seen.Add(first)))
        {
            return null;
        }

        if (first is IEnumerable ones)
        {
            var (all, others) = (ones.Cast<object?>().ToList(), ((IEnumerable)second).Cast<object?>().ToList());
            return all.Count != others.Count ? $"{path}: {all.Count} {others.Count}" : all.Select((one, i) => Difference(one, others[i], $"{path}[{i}]", seen)).FirstOrDefault(difference => difference is not null);
        }

        return Fields(type).Select(field => Difference(field.GetValue(first), field.GetValue(second), $"{path}.{field.Name}", seen)).FirstOrDefault(difference => difference is not null);
    }

    private static IEnumerable<FieldInfo> Fields(Type? type) => type is null ? [] : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Concat(Fields(type.BaseType));
}
