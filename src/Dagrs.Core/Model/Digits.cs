using System.Buffers;
using System.Globalization;

namespace Dagrs.Core.Model;

/// <summary>
/// Numbers as people write them by hand: digits with at most one decimal point. Unlike .NET it does not accept <c>NaN</c>, <c>Infinity</c> or
/// <c>1e400</c>, which make no usable limit. It does not know what is counted.
/// </summary>
internal static class Digits
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789.");

    /// <summary>Parses a number that is not negative.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number; infinite when there are hundreds of digits.</param>
    /// <returns>False for anything but digits and a point.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        number = 0;
        return !text.ContainsAnyExcept(Allowed) && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
