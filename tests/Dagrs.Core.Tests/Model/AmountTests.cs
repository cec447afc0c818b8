using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

/// <summary>Amounts of what is scarce, as people write them.</summary>
public class AmountTests
{
    private const long Kilo = 1024;

    [Theory]
    [InlineData("8G", 8 * Kilo * Kilo * Kilo)]
    [InlineData("8g", 8 * Kilo * Kilo * Kilo)]
    [InlineData("8GB", 8 * Kilo * Kilo * Kilo)]
    [InlineData("8GiB", 8 * Kilo * Kilo * Kilo)]
    [InlineData("8 GiB", 8 * Kilo * Kilo * Kilo)]
    [InlineData("512M", 512 * Kilo * Kilo)]
    [InlineData("512 mb", 512 * Kilo * Kilo)]
    [InlineData("1.5K", 1536)]
    [InlineData("64Kib", 64 * Kilo)]
    [InlineData("2T", 2 * Kilo * Kilo * Kilo * Kilo)]
    [InlineData("100B", 100)]
    [InlineData("1073741824", 1073741824)]
    [InlineData("99999999999999999999T", long.MaxValue)]
    public void A_size_of_memory_has_a_unit_of_powers_of_1024(string text, long bytes)
    {
        Assert.Null(Amount.TryParse("memory", text, out var amount));
        Assert.Equal(bytes, amount);
    }

    [Theory]
    [InlineData("8", "has no unit; write 8G, or K, M or T")]
    [InlineData("0", "has no unit; write 0G, or K, M or T")]
    [InlineData("0G", "must be more than zero")]
    [InlineData("0.1B", "must be more than zero")]
    [InlineData("8P", "has the unknown unit 'P'; use K, M, G or T")]
    [InlineData("8gigabytes", "has the unknown unit 'gigabytes'; use K, M, G or T")]
    [InlineData("", "is not a memory size; write a number and a unit: K, M, G or T, as in 8G")]
    [InlineData("G", "is not a memory size; write a number and a unit: K, M, G or T, as in 8G")]
    [InlineData("-1G", "is not a memory size; write a number and a unit: K, M, G or T, as in 8G")]
    [InlineData("1,5G", "is not a memory size; write a number and a unit: K, M, G or T, as in 8G")]
    [InlineData("half", "is not a memory size; write a number and a unit: K, M, G or T, as in 8G")]
    public void A_size_that_is_none_says_what_to_write(string text, string problem) => Assert.Equal(problem, Amount.TryParse("memory", text, out _));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("007", 7)]
    [InlineData("3000000000", 3000000000)]
    public void Of_everything_else_there_are_whole_numbers(string text, long number)
    {
        Assert.Null(Amount.TryParse("db", text, out var amount));
        Assert.Equal(number, amount);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("8G")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public void Another_amount_is_refused(string text) => Assert.Equal("is not a whole number of at least 1", Amount.TryParse("cpus", text, out _));
}
