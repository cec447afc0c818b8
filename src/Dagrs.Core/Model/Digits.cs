using System.Buffers;
using System.Globalization;

namespace Dagrs.Core.Model;

/// <summary>
/// Numbers as people write them by hand: digits, with at most one point among them. Not the other texts that .NET reads as numbers, such as
/// <c>NaN</c>, <c>Infinity</c> and <c>1e400</c>, of which no limit can be made. It does not know what is counted.
/// </summary>
internal static class Digits
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789.");

    /// <summary>Reads a number that is not negative.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number; infinite when there are hundreds of digits.</param>
    /// <returns>False for anything that is not digits and a point.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        return !text.ContainsAnyExcept(Allowed) && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
