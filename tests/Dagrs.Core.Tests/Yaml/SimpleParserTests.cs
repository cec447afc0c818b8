using System.Globalization;
using System.Text;
using Dagrs.Core.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>
/// The parser for what most files are written in says of each text that it takes what YamlDotNet says: events, values, styles and places. Held against it over
/// all files of the tests and random changes of them; to look longer, say how many and from which seed: <c>DAGRS_FUZZ=500000,42 dotnet test</c>.
/// </summary>
public class SimpleParserTests
{
    private static readonly string[] Pieces =
    [
        "\n", "\n", " ", "  ", "\t", ":", ": ", ":\n", "- ", "-\n", "-", "? ", ",", ", ", "[", "]", "{", "}", "&a ", "*a", "<<: ", "|\n", "|-\n", "|", ">\n", "'", "''", "\"", "\\\"", "\\n", "#", " # c", "!", "%",
        "---", "---\n", "...\n", "@", "`", "~", "a: b\n", "  a: b\n", "    a: b\n", "- a\n", "  - a\n", "a", "\\", "\r\n", "\u0085", "\uFEFF", "é", "🚀", "0", "{ a: b }", "[ a, b ]", "'a'", "\"a\"", "\n\n", "\n    ", "\n  ",
    ];

    private static readonly byte[][] Seeds =
    [
        .. Directory.GetFiles(Path.GetFullPath(Path.Combine(TaskFile.Fixture(""), "..", "..")), "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
        .. new[]
        {
            "dagrs:\n  a: { name: A, cmd: cp in/1 out/1, inputs: in/1, outputs: [ out/1, 'it''s' ] }\n  b:\n    name: \"B \\\"x\\\"\"\n    after: [a]\n    cmd: echo a:b http://x # end\n",
            "dagrs:\n  a:\n    name: A\n    cmd: |\n      one\n\n        two\n      three\n\n  b:\n    name: B\n    cmd: |-\n      x\n    after:\n    - a\n    -  name: 'x'\n       cmd: y\n  c:\n    after:\n      - a\n      - b\n# end\n",
            "# first\n\na:\nb: # nothing\n  - [ x, { y: z }, [] ]\n  - {}\nc:\n  'd': e\n  \"f\" : g\n",
            "a: [\n  b, # c\n  d,\n  'é', \"🚀\"\n]\né: { ü: ö, list: [ 1,\n  2 ] } # ä\nlast:",
            "  a:\n    b: -x\n    c: --y\n    d: x#y\n    e: {x: y}\n    f: [x,y]\n    g:\n      h\n  i: j\n ",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public void What_it_takes_it_reads_as_the_parser_of_all_of_yaml_does()
    {
        var taken = Seeds.Count(IsTakenAndSame);

        Assert.True(taken > 50, $"{taken} of {Seeds.Length} files are taken");
    }

    [Fact]
    public void So_it_does_with_files_that_were_changed_at_random()
    {
        var asked = Environment.GetEnvironmentVariable("DAGRS_FUZZ")?.Split(',');
        var (count, seed) = asked is [var many, var first] ? (int.Parse(many, CultureInfo.InvariantCulture), int.Parse(first, CultureInfo.InvariantCulture)) : (Suite.Cases(20_000, few: 3000), 1);
        var taken = 0;
        for (var i = 0; i < count; i++)
        {
            var text = Change(new Random(seed + i));
            try
            {
                taken += IsTakenAndSame(text) ? 1 : 0;
            }
            catch (Exception wrong)
            {
                Assert.Fail($"seed {seed + i}: {wrong.Message}\nThe text:\n{Encoding.UTF8.GetString(text)}");
            }
        }

        Assert.InRange(taken, count / 20, count);
    }

    [Theory]
    [InlineData("a: &x b\n")]
    [InlineData("a: *x\n")]
    [InlineData("a: !t b\n")]
    [InlineData("a:\tb\n")]
    [InlineData("a: b\n  c\n")]
    [InlineData("a: 'b\n  c'\n")]
    [InlineData("a: >\n  b\n")]
    [InlineData("? a\n: b\n")]
    [InlineData("---\na: b\n")]
    [InlineData("%YAML 1.2\n---\na: b\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: b\r\n")]
    [InlineData("a: [ b: c ]\n")]
    [InlineData("- a\n")]
    [InlineData("a\n")]
    [InlineData("")]
    [InlineData("a: \"\\x41\"\n")]
    [InlineData("\uFEFFa: b\n")]
    [InlineData("a: b\u2028c\n")]
    public void It_leaves_what_is_rare_or_wrong_to_that_one(string text) => Assert.False(SimpleScan.Takes(Encoding.UTF8.GetBytes(text)));

    private static bool IsTakenAndSame(byte[] text)
    {
        if (text.Contains((byte)0) || !System.Text.Unicode.Utf8.IsValid(text) || SimpleParser.For(text) is not { } simple)
        {
            return false;
        }

        var whole = new Parser(new StringReader(Encoding.UTF8.GetString(text)));
        var count = 0;
        while (whole.MoveNext())
        {
            Assert.True(simple.MoveNext(), $"ends after {count} events");
            Assert.Equal(Shown(whole.Current!), Shown(simple.Current!));
            count++;
        }

        Assert.False(simple.MoveNext(), "more events");
        return true;
    }

    private static string Shown(ParsingEvent one) => one switch
    {
        Scalar scalar => $"{scalar.Start.Line}:{scalar.Start.Column} {scalar.Style} '{scalar.Value}' {scalar.Anchor}{scalar.Tag} {scalar.IsPlainImplicit} {scalar.IsQuotedImplicit} to {(scalar.End.Line == scalar.Start.Line ? scalar.End.Column : "another line")}",
        MappingStart { Style: var style } => $"{one.Start.Line}:{one.Start.Column} {style} mapping {style == MappingStyle.Flow && one.End.Index == 0}",
        SequenceStart { Style: var style } => $"{one.Start.Line}:{one.Start.Column} {style} list",
        StreamEnd or DocumentEnd or DocumentStart => one.GetType().Name,
        _ => $"{one.Start.Line}:{one.Start.Column} {one.GetType().Name}",
    };

    private static byte[] Change(Random random)
    {
        var bytes = Seeds[random.Next(Seeds.Length)].ToList();
        if (bytes.Count > 600)
        {
            var start = bytes.IndexOf((byte)'\n', random.Next(bytes.Count - 400)) + 1;
            bytes = bytes.GetRange(start, Math.Min(400, bytes.Count - start));
        }

        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(random.Next(2) == 0 ? 3 : 40), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 2 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
