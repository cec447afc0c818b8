using System.Text;
using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Definition;

public class SourceTextTests
{
    [Theory]
    [InlineData("one\ntwo\nthree", "one|two|three|")]
    [InlineData("one\r\ntwo\r\n", "one|two||")]
    [InlineData("one\rtwo\u0085three\u2028four\u2029five", "one|two\u0085three\u2028four\u2029five|")]
    [InlineData("\n\nthree", "||three|")]
    [InlineData("", "||")]
    public void A_line_is_given_without_its_end_and_one_that_is_not_there_is_empty(string text, string lines)
    {
        var source = Source(text);

        Assert.Equal(lines.Split('|'), Enumerable.Range(1, lines.Count(c => c == '|') + 1).Select(source.Line));
        Assert.Equal("", source.Line(0));
        Assert.Equal("", source.Line(-1));
        Assert.Equal("", source.Line(int.MaxValue));
    }

    [Fact]
    public void Each_of_very_many_lines_is_found()
    {
        var source = Source(string.Concat(Enumerable.Range(1, 5000).Select(line => $"line {line}\n")));

        Assert.All([1, 2, 1023, 1024, 1025, 1026, 2047, 2048, 2049, 4999, 5000], line => Assert.Equal($"line {line}", source.Line(line)));
        Assert.Equal("", source.Line(5001));
        Assert.Equal("", source.Line(5002));
    }

    [Fact]
    public void The_lines_are_those_that_the_reader_counts()
    {
        const string Text = "# one\r# two\u0085# two\u2028# two\u2029# two\r\nfoo: 1\r";

        var problem = WorkflowFile.Parse(Text).Problems[0];
        Assert.Equal(3, problem.Place.Line);
        Assert.Equal("foo: 1", Source(Text).Line(problem.Place.Line));
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_text()
    {
        Assert.Equal("a", Source("\uFEFFa").Line(1));
    }

    [Fact]
    public void What_is_not_UTF8_becomes_a_replacement_character()
    {
        Assert.Equal("a\uFFFDb", new SourceText("f", new byte[] { (byte)'a', 0xFF, (byte)'b' }).Line(1));
    }

    [Fact]
    public void A_line_too_long_to_quote_is_empty()
    {
        var source = Source(new string('a', 300_000) + "\nshort");

        Assert.Equal("", source.Line(1));
        Assert.Equal("short", source.Line(2));
    }

    private static SourceText Source(string text) => new("f.yaml", Encoding.UTF8.GetBytes(text));
}
