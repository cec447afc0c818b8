namespace Dagrs.Core.Model;

/// <summary>Bounds of option values. Errors name the property that is wrong.</summary>
internal static class Limits
{
    private const double LongestTime = 49; // days; the longest time a timer can wait

    public static TimeSpan Positive(TimeSpan time, string property) =>
        time > TimeSpan.Zero && time.TotalDays <= LongestTime ? time : throw Wrong(property, $"more than zero and at most {LongestTime} days", time);

    public static TimeSpan NotNegative(TimeSpan time, string property) =>
        time >= TimeSpan.Zero && time.TotalDays <= LongestTime ? time : throw Wrong(property, $"zero or more and at most {LongestTime} days", time);

    public static int AtLeast(int least, int number, string property) => number >= least ? number : throw Wrong(property, $"at least {least}", number);

    public static long AtLeast(long least, long number, string property) => number >= least ? number : throw Wrong(property, $"at least {least}", number);

    public static double Between(double least, double most, double number, string property) =>
        number >= least && number <= most ? number : throw Wrong(property, FormattableString.Invariant($"from {least} to {most}"), number);

    /// <summary>The exception for a wrong property that is not a number.</summary>
    public static ArgumentException Refuse(string property, string why) => new(why, property);

    /// <summary>The exception for a wrong number in a property.</summary>
    public static ArgumentOutOfRangeException TooSmall(string property, string why) => new(property, why);

    private static ArgumentOutOfRangeException Wrong(string property, string must, IFormattable value) =>
        new(property, $"'{property}' must be {must}, not {value.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}");
}
