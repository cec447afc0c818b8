using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

/// <summary>What a mask leaves of bytes that come in pieces, cut anywhere.</summary>
public sealed class MaskedStreamTests
{
    private const string Secret = "s3cr3t-Token/42";

    [Fact]
    public void A_secret_is_masked_wherever_it_is_cut()
    {
        var text = $"one {Secret} two {Secret}{Secret}\n";
        for (var cut = 0; cut <= text.Length; cut++)
        {
            Assert.Equal("one *** two ******\n", Mask([Secret], text[..cut], text[cut..]));
        }
    }

    [Fact]
    public void A_secret_that_comes_byte_by_byte_is_masked() =>
        Assert.Equal("x***y", Mask([Secret], [.. $"x{Secret}y".Select(c => c.ToString())]));

    [Fact]
    public void Only_what_may_be_the_beginning_of_a_secret_is_held_back()
    {
        var stream = new MaskedStream(Known(Secret));
        Assert.Equal("hello s3", Text(stream.Add("hello s3s"u8)));
        Assert.Equal("", Text(stream.Add("3"u8)));
        Assert.Equal("s3x\n", Text(stream.Add("x\n"u8)));
        Assert.Equal("line\n", Text(stream.Add("line\n"u8)));
        Assert.Equal("", Text(stream.Add("s3cr"u8)));
        Assert.Equal("s3cr", Text(stream.Add([], isEnd: true)));
    }

    [Theory]
    [InlineData("abcdefghi", "***")]
    [InlineData("abcdef", "***")]
    [InlineData("defghi", "***")]
    [InlineData("abcdefdefghi", "******")]
    [InlineData("abcdefgh", "***gh")]
    public void Secrets_that_overlap_are_masked_to_the_last_byte(string text, string shown)
    {
        for (var cut = 0; cut <= text.Length; cut++)
        {
            Assert.Equal(shown, Mask(["abcdef", "defghi"], text[..cut], text[cut..]));
        }
    }

    [Theory]
    [InlineData("abcdefgh", "***")]
    [InlineData("abcdefg", "***efg")]
    [InlineData("abcdabcdefgh", "******")]
    [InlineData("abcd", "***")]
    public void Of_secrets_that_begin_alike_the_longest_counts(string text, string shown)
    {
        for (var cut = 0; cut <= text.Length; cut++)
        {
            Assert.Equal(shown, Mask(["abcd", "abcdefgh"], text[..cut], text[cut..]));
        }
    }

    [Theory]
    [InlineData("first line\nshort\nab\nlast line\n")]
    [InlineData("first line\r\nshort\r\nab\r\nlast line")]
    public void A_value_of_several_lines_is_masked_line_by_line(string value)
    {
        var trimmed = value.TrimEnd();
        var marks = trimmed.Replace("first line", "***", StringComparison.Ordinal).Replace("short", "***", StringComparison.Ordinal).Replace("ab", "***", StringComparison.Ordinal).Replace("last line", "***", StringComparison.Ordinal);
        Assert.Equal($"a {marks} b", Mask([value], $"a {trimmed} b"));
        Assert.Equal("a *** b *** c ab d ***", Mask([value], "a last line b short c ab d first line"));
    }

    [Fact]
    public void Base64_is_masked_wherever_the_value_begins_in_it_and_but_a_few_characters_at_its_edges_stay()
    {
        var random = new Random(1);
        for (var round = 0; round < 600; round++)
        {
            var value = Random(random, 4 + random.Next(40), 33, 127);
            var (before, after) = (Random(random, round % 7, 33, 127), Random(random, random.Next(5), 33, 127));
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + value + after));
            text = round % 2 == 0 ? text : text.Replace('+', '-').Replace('/', '_');
            var cut = random.Next(text.Length);
            var shown = Mask([value], text[..cut], text[cut..]);
            Assert.Contains("***", shown, StringComparison.Ordinal);
            Assert.InRange(shown.Length - 3, 0, ((before.Length + after.Length + 2) * 4 / 3) + 5);
            Assert.StartsWith(shown[..shown.IndexOf('*', StringComparison.Ordinal)], text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(76)]
    [InlineData(64)]
    public void Base64_that_is_broken_into_lines_is_masked(int width)
    {
        var value = Random(new Random(2), 300, 48, 123);
        var lines = Convert.ToBase64String(Encoding.UTF8.GetBytes(value + "\n")).Chunk(width).Select(line => new string(line));
        Assert.All(Mask([value], string.Join('\n', lines)).Split('\n')[..^1], line => Assert.Equal("***", line));
    }

    [Theory]
    [InlineData("""{"token":"say \"hi\" \\ <now>"}""")]
    [InlineData("""{"token":"say \u0022hi\u0022 \\ \u003Cnow\u003E"}""")]
    [InlineData("<a token=\"say &quot;hi&quot; \\ &lt;now&gt;\"/>")]
    [InlineData("https://host/?token=say%20%22hi%22%20%5C%20%3Cnow%3E")]
    public void A_value_is_masked_as_other_formats_quote_it(string text)
    {
        var shown = Mask(["say \"hi\" \\ <now>"], text);
        Assert.Contains("***", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("hi", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("now", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_line_holds_none()
    {
        var random = new Random(3);
        var line = new StringBuilder();
        while (line.Length < 200 * 1024)
        {
            line.Append(Random(random, random.Next(2000), 33, 127)).Append(Secret);
        }

        var text = line.ToString();
        Assert.Equal(text.Replace(Secret, "***", StringComparison.Ordinal), Mask([Secret], [.. text.Chunk(4096).Select(piece => new string(piece))]));
    }

    [Fact]
    public void Bytes_that_are_no_text_stay_as_they_are()
    {
        var bytes = new byte[100_000];
        new Random(4).NextBytes(bytes);
        var stream = new MaskedStream(Known(Secret));
        byte[] shown = [.. stream.Add(bytes.AsSpan(0, 50_001)), .. stream.Add(bytes.AsSpan(50_001)), .. stream.Add([], isEnd: true)];
        Assert.Equal(bytes, shown);
    }

    [Fact]
    public void What_becomes_known_while_bytes_flow_is_masked_from_then_on()
    {
        var secrets = Known("first-one");
        var stream = new MaskedStream(secrets);
        Assert.Equal("*** second-one ", Text(stream.Add("first-one second-one fi"u8)));
        secrets.Learn(_ => "second-one");
        Assert.Equal("*** ***", Text(stream.Add("rst-one second-one"u8)));
    }

    /// <summary>Letters so few that everything overlaps, held against a mask that has all of the text at once.</summary>
    [Fact]
    public void However_it_is_cut_the_same_is_shown_as_of_the_whole()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            string[] values = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Random(random, 4 + random.Next(6), 'a', 'a' + 2 + random.Next(2)))];
            var text = Random(random, random.Next(80), 'a', 'e');
            var pieces = new List<string>();
            for (var rest = text; rest.Length > 0;)
            {
                var length = 1 + random.Next(Math.Min(rest.Length, 12));
                pieces.Add(rest[..length]);
                rest = rest[length..];
            }

            var shown = Mask(values, [.. pieces]);
            Assert.True(Whole(values, text) == shown, $"seed {seed}: {text} with {string.Join(',', values)} became {shown}");
            Assert.DoesNotContain(values, value => shown.Contains(value, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("abc", true)]
    [InlineData("äöü", true)]
    [InlineData("🚀🚀", true)]
    [InlineData("", false)]
    [InlineData("abcd", false)]
    public void A_value_of_fewer_than_four_characters_is_named_and_not_masked(string value, bool isTooShort)
    {
        var secrets = Known(value);
        Assert.Equal(isTooShort ? ["NAME"] : [], secrets.TooShort);
        Assert.Equal(isTooShort ? $"x{value}x" : value.Length == 0 ? "xx" : "x***x", secrets.Apply($"x{value}x"));
    }

    private static string Whole(string[] values, string text)
    {
        var forms = values.SelectMany(SecretForms.Of).ToHashSet();
        var shown = new StringBuilder();
        var end = 0;
        for (var start = 0; start < text.Length; start++)
        {
            var length = forms.Where(form => text.AsSpan(start).StartsWith(form)).Select(form => form.Length).DefaultIfEmpty().Max();
            shown.Append(length > 0 && start >= end ? "***" : "");
            end = Math.Max(end, length > 0 ? start + length : 0);
            shown.Append(start < end ? "" : text[start].ToString());
        }

        return shown.ToString();
    }

    private static string Random(Random random, int length, int first, int end) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(first, end)));

    private static SecretValues Known(params string[] values)
    {
        var secrets = new SecretValues();
        secrets.Add(["NAME"]);
        foreach (var value in values)
        {
            secrets.Learn(_ => value);
        }

        return secrets;
    }

    private static string Mask(string[] values, params string[] pieces)
    {
        var stream = new MaskedStream(Known(values));
        var shown = new List<byte>();
        foreach (var piece in pieces)
        {
            shown.AddRange(stream.Add(Encoding.UTF8.GetBytes(piece)));
        }

        shown.AddRange(stream.Add([], isEnd: true));
        return Text([.. shown]);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
