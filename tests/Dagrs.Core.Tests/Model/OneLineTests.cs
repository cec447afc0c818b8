using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

public class OneLineTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a\nb\r\nc\td", "a\\nb\\r\\nc\\td")]
    [InlineData("\u001B[31mred\u0007", "\\u001b[31mred\\u0007")]
    [InlineData("\u0085\u009B\u007F\0", "\\u0085\\u009b\\u007f\\u0000")]
    [InlineData("\u2028\u2029\u202A\u202E\u2066\u2069", "\\u2028\\u2029\\u202a\\u202e\\u2066\\u2069")]
    [InlineData("Größe 🚀 日本", "Größe 🚀 日本")]
    [InlineData("🚀\n", "🚀\\n")]
    public void Nothing_is_left_that_a_terminal_would_obey(string text, string line)
    {
        Assert.Equal(line, OneLine.Of(text));
    }

    [Theory]
    [InlineData(10, "0123456789")]
    [InlineData(9, "012...789")]
    [InlineData(8, "01...89")]
    [InlineData(5, "0...9")]
    [InlineData(100, "0123456789")]
    public void A_long_text_loses_its_middle(int longest, string line)
    {
        Assert.Equal(line, OneLine.Of("0123456789", longest));
    }

    [Fact]
    public void A_character_of_two_halves_is_never_cut_in_two()
    {
        Assert.Equal("a...b", OneLine.Of("a🚀🚀🚀🚀🚀b", 7));
        Assert.Equal("a🚀...🚀b", OneLine.Of("a🚀🚀🚀🚀🚀b", 9));
    }

    [Fact]
    public void A_lone_half_of_a_character_does_not_break_the_line()
    {
        Assert.Equal("\uFFFD\\n", OneLine.Of("\uD83D\n"));
    }
}
