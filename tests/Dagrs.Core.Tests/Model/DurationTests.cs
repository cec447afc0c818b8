using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

public class DurationTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("1.5s", 1500)]
    [InlineData(".5m", 30_000)]
    [InlineData("2.h", 7_200_000)]
    [InlineData("0007s", 7000)]
    [InlineData("30.0m", 1_800_000)]
    [InlineData("720h", 2_592_000_000)]
    public void A_number_and_a_unit_are_a_span_of_time(string text, double milliseconds)
    {
        Assert.Null(Duration.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("NaNs")]
    [InlineData("nans")]
    [InlineData("NaN")]
    [InlineData("Infinitys")]
    [InlineData("infinity")]
    [InlineData("∞s")]
    [InlineData("-Infinitys")]
    [InlineData("1e400s")]
    [InlineData("1e3s")]
    [InlineData("1E3s")]
    [InlineData("-1s")]
    [InlineData("+5s")]
    [InlineData("0x10s")]
    [InlineData("1,5s")]
    [InlineData("1_000s")]
    [InlineData("1.2.3s")]
    [InlineData(".s")]
    [InlineData("s")]
    [InlineData("")]
    [InlineData(" 5s")]
    [InlineData("5 s")]
    [InlineData("٣s")]
    [InlineData("５s")]
    [InlineData("(5)s")]
    public void Other_texts_that_computers_take_for_numbers_are_none(string text) =>
        Assert.Equal("is not a duration; write a number and a unit: ms, s, m or h", Duration.TryParse(text, out _));

    [Theory]
    [InlineData("721h", "is longer than 30 days")]
    [InlineData("99999999999999999999s", "is longer than 30 days")]
    [InlineData("0s", "must be longer than zero")]
    [InlineData("0.00000000000001ms", "must be longer than zero")]
    [InlineData("5", "has no unit; write 5s for seconds, or ms, m or h")]
    [InlineData("5d", "has the unknown unit 'd'; use ms, s, m or h")]
    public void A_span_beyond_the_bounds_is_refused(string text, string problem) => Assert.Equal(problem, Duration.TryParse(text, out _));

    [Fact]
    public void Hundreds_of_digits_are_too_long_a_time() => Assert.Equal("is longer than 30 days", Duration.TryParse(new string('9', 400) + "s", out _));
}
