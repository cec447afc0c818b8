using Dagrs.Core.Reporting.Live;

namespace Dagrs.Core.Tests.Reporting.Live;

/// <summary>The columns that a text takes, where terminals agree and where they do not.</summary>
public sealed class ColumnsTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("plain", 5, 5)]
    [InlineData("日本語", 6, 6)]
    [InlineData("한글", 4, 4)]
    [InlineData("ｆｕｌｌ", 8, 8)]
    [InlineData("🚀", 2, 2)]
    [InlineData("e\u0301", 1, 1)] // a combining accent takes nothing
    [InlineData("é", 1, 2)] // ambiguous: two columns in East Asian settings
    [InlineData("→", 1, 2)]
    [InlineData("…", 1, 2)]
    [InlineData("Привет", 6, 12)]
    [InlineData("שלום", 4, 4)]
    [InlineData("👨\u200d👩\u200d👧", 6, 6)] // as one picture where a terminal can, else three
    [InlineData("1\ufe0f\u20e3", 1, 2)] // a key cap: the selector may make the digit wide
    [InlineData("\ue0b0", 1, 2)] // private use: icons of some fonts
    public void A_text_takes_what_most_terminals_show_and_at_most_what_any_shows(string text, int likely, int most)
    {
        Assert.Equal(likely, Columns.Likely(text));
        Assert.Equal(most, Columns.Most(text));
    }

    [Theory]
    [InlineData("plain", 5, "plain")]
    [InlineData("plain", 4, "plai")]
    [InlineData("plain", 0, "")]
    [InlineData("plain", -1, "")]
    [InlineData("日本語", 5, "日本")]
    [InlineData("日本語", 6, "日本語")]
    [InlineData("🚀🚀", 3, "🚀")] // never half a character
    [InlineData("xe\u0301y", 2, "xe\u0301")] // nor a letter without its accent
    public void A_cut_text_takes_no_more_and_is_cut_between_characters(string text, int columns, string cut) => Assert.Equal(cut, Columns.Cut(text, columns));
}
