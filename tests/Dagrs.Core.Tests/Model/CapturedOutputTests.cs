using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

public class CapturedOutputTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\r\n", "a")]
    [InlineData("a\n\n", "a\n")]
    [InlineData("a\r", "a\r")]
    [InlineData("\n", "")]
    [InlineData("a\nb", "a\nb")]
    public void One_last_line_break_is_taken_away(string output, string rest)
    {
        var bytes = Encoding.UTF8.GetBytes(output);

        Assert.Equal(rest, Encoding.UTF8.GetString(new CapturedOutput(bytes, bytes.Length).WithoutLastLineBreak.Span));
    }

    [Fact]
    public void It_is_whole_only_when_every_byte_was_kept()
    {
        Assert.True(new CapturedOutput(new byte[3], 3).IsWhole);
        Assert.False(new CapturedOutput(new byte[3], 4).IsWhole);
        Assert.True(default(CapturedOutput).IsWhole);
    }
}
