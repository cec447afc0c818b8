using Dagrs.Core.Reporting;

namespace Dagrs.Core.Tests.Reporting;

/// <summary>No bytes that a task writes do anything to the lines of another.</summary>
public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain text, tab\tand all", "plain text, tab\tand all")]
    [InlineData("", "")]
    [InlineData("über €🚀", "über €🚀")]
    [InlineData("\e[31mred\e[0m", "red")]
    [InlineData("a\e[2J\e[1;1H\e[10A\e[Kb", "ab")]
    [InlineData("a\e[?1049hb\e[?25l", "ab")]
    [InlineData("a\e[>4;2mb\e[ qc", "abc")]
    [InlineData("a\e]0;title\ab", "ab")]
    [InlineData("a\e]8;;http://x\e\\link\e]8;;\e\\b", "alinkb")]
    [InlineData("a\ePq#0\e\\b\e_bk;t=1\ab\e^x\e\\c\eXy\e\\d", "abbcd")]
    [InlineData("a\ec\e7\e8\eM\e(0\e#8b", "ab")]
    [InlineData("a\bb\0c\x7f" + "d\x0e\x0f", "abcd")]
    [InlineData("a\u0085b\u009bc", "abc")]
    [InlineData("10%\r50%\r100%", "100%")]
    [InlineData("windows\r", "windows")]
    [InlineData("a\vb\fc", "a b c")]
    public void Control_sequences_go_and_text_stays(string written, string shown) => Assert.Equal($"[a] {shown}\n", Show.Of(written + "\n"));

    [Theory]
    [InlineData("\e[31", "")]
    [InlineData("\e[31é text", "é text")]
    [InlineData("\e[\e[31mred", "red")]
    [InlineData("\e", "")]
    [InlineData("\eé", "é")]
    [InlineData("\e]0;never ends", "")]
    [InlineData("\e]0;title\e[31mred", "red")]
    public void A_sequence_that_is_broken_off_takes_no_text_with_it_that_is_not_its_own(string written, string shown) =>
        Assert.Equal($"[a] {shown}\n", Show.Of(written + "\n"));

    [Fact]
    public void A_sequence_without_end_ends_with_its_line() => Assert.Equal("[a] \n[a] next\n", Show.Of("\e]0;never\nnext\n"));

    [Theory]
    [InlineData("\e[31mred", "\e[31mred\e[0m")]
    [InlineData("\e[1;38;5;196mred\e[0m", "\e[1;38;5;196mred\e[0m\e[0m")]
    [InlineData("\e[2J\e[31mred\e]0;x\a", "\e[31mred\e[0m")]
    [InlineData("\e[?31mx", "x")]
    [InlineData("plain", "plain")]
    public void A_terminal_keeps_colours_which_end_with_the_line(string written, string shown) => Assert.Equal($"[a] {shown}\n", Show.Of(written + "\n", keepColours: true));

    [Theory]
    [InlineData("61ff62", "a\ufffdb")]
    [InlineData("c328", "\ufffd(")]
    [InlineData("e282", "\ufffd")]
    [InlineData("eda080", null)]
    [InlineData("f0908080c0af", null)]
    public void Bytes_that_are_not_UTF_8_become_replacement_characters(string hex, string? shown)
    {
        var bytes = Convert.FromHexString(hex);
        foreach (var mode in new[] { OutputMode.Prefix, OutputMode.Group, OutputMode.KeepOrder, OutputMode.ErrorsOnly })
        {
            var text = new Show(mode).Start("a").Writes("a", bytes).Ends("a").Text;
            Assert.Contains(shown ?? "\ufffd", text, StringComparison.Ordinal);
        }
    }
}
