using System.Text;
using Dagrs.Core.Reporting.Live;

namespace Dagrs.Core.Tests.Reporting.Live;

/// <summary>What a task said last, as far as it has come.</summary>
public sealed class LastLineTests
{
    [Theory]
    [InlineData("one\ntwo\n", "two")]
    [InlineData("one\ntwo", "two")]
    [InlineData("one\n\n  \n\t\n", "one")] // what says nothing is no news
    [InlineData("one\n\u001b[0m\n", "one")]
    [InlineData("10 %\r20 %\r", "20 %")]
    [InlineData("10 %\r20 %\rdone\n", "done")]
    [InlineData("one\r\ntwo\r\n", "two")]
    [InlineData("   indented\tline  \n", "indented line")]
    [InlineData("\u001b[31mred\u001b[0m and \u001b[2Kmore\n", "red and more")]
    [InlineData("\u001b]0;title\u0007text\n", "text")]
    [InlineData("right \u202eleft\n", @"right \u202eleft")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    public void It_is_the_same_however_the_output_is_cut(string output, string line)
    {
        var bytes = Encoding.UTF8.GetBytes(output);
        foreach (var size in new[] { 100, 7, 3, 2, 1 })
        {
            // A sequence that is cut is not known before its end has come: only the whole says nothing.
            if (size < 100 && output.Contains("\n\u001b", StringComparison.Ordinal))
            {
                continue;
            }

            var last = new LastLine();
            foreach (var piece in bytes.Chunk(size))
            {
                last.Add(piece);
            }

            Assert.Equal(line, last.Text());
        }
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_shown_as_such()
    {
        var last = new LastLine();
        last.Add([(byte)'a', 0xff, (byte)'b']);
        Assert.Equal("a\ufffdb", last.Text());
    }

    [Fact]
    public void Of_an_endless_line_the_beginning_is_kept_until_it_is_rewritten()
    {
        var last = new LastLine();
        last.Add("begin"u8);
        for (var i = 0; i < 10_000; i++)
        {
            last.Add("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"u8);
        }

        Assert.StartsWith("beginxxx", last.Text(), StringComparison.Ordinal);
        Assert.InRange(last.Text().Length, 1000, 4000);
        last.Add("\rnew"u8);
        Assert.Equal("new", last.Text());
    }

    [Fact]
    public void What_comes_after_a_line_end_begins_a_line()
    {
        var last = new LastLine();
        last.Add("half"u8);
        last.Add(" and whole\n"u8);
        last.Add("\n"u8);
        Assert.Equal("half and whole", last.Text());
        last.Add("next"u8);
        Assert.Equal("next", last.Text());
        last.Clear();
        last.Add("again"u8);
        Assert.Equal("again", last.Text());
    }
}
