using System.Text;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>
/// The style of terminal text, changed by SGR sequences (ECMA-48, and what xterm added). As words for the page: <c>b d i u s</c> for bold, dim, italic,
/// underlined, struck; <c>f3</c> and <c>g12</c> for one of the 16 colours of text and background, <c>f#rrggbb</c> for any other; <c>v</c> for inverse.
/// </summary>
internal struct TextStyle
{
    private static readonly byte[] CubeSteps = [0, 95, 135, 175, 215, 255];

    private bool _bold;
    private bool _dim;
    private bool _italic;
    private bool _underlined;
    private bool _struck;
    private bool _inverse;
    private string? _text;
    private string? _ground;

    /// <summary>Applies the parameters of one sequence: numbers separated by <c>;</c> or <c>:</c>.</summary>
    public void Apply(ReadOnlySpan<byte> parameters)
    {
        Span<int> numbers = stackalloc int[64];
        var count = Read(parameters, numbers);
        for (var at = 0; at < count; at++)
        {
            if (numbers[at] is 38 or 48)
            {
                var colour = Extended(numbers[(at + 1)..count], out var taken);
                (_text, _ground) = numbers[at] == 38 ? (colour ?? _text, _ground) : (_text, colour ?? _ground);
                at += taken;
            }
            else
            {
                Apply(numbers[at]);
            }
        }
    }

    /// <summary>Words separated by spaces; empty for plain text.</summary>
    public readonly string Words()
    {
        var words = new StringBuilder();
        Append(words, _bold, "b");
        Append(words, _dim, "d");
        Append(words, _italic, "i");
        Append(words, _underlined, "u");
        Append(words, _struck, "s");
        Append(words, _inverse, "v");
        Append(words, _text is not null, "f" + _text);
        Append(words, _ground is not null, "g" + _ground);
        return words.ToString();
    }

    private static void Append(StringBuilder words, bool isSo, string word) => _ = isSo ? words.Append(words.Length == 0 ? "" : " ").Append(word) : words;

    private void Apply(int number)
    {
        switch (number)
        {
            case 0: this = default; break;
            case 1: _bold = true; break;
            case 2: _dim = true; break;
            case 3: _italic = true; break;
            case 4 or 21: _underlined = true; break;
            case 7: _inverse = true; break;
            case 9: _struck = true; break;
            case 22: (_bold, _dim) = (false, false); break;
            case 23: _italic = false; break;
            case 24: _underlined = false; break;
            case 27: _inverse = false; break;
            case 29: _struck = false; break;
            case >= 30 and <= 37: _text = Indexed(number - 30); break;
            case 39: _text = null; break;
            case >= 40 and <= 47: _ground = Indexed(number - 40); break;
            case 49: _ground = null; break;
            case >= 90 and <= 97: _text = Indexed(number - 90 + 8); break;
            case >= 100 and <= 107: _ground = Indexed(number - 100 + 8); break;
        }
    }

    // A missing number counts as 0, except for the colour space between two colons, which is skipped.
    private static int Read(ReadOnlySpan<byte> parameters, Span<int> numbers)
    {
        var (count, number) = (0, 0);
        for (var at = 0; at <= parameters.Length && count < numbers.Length; at++)
        {
            if (at < parameters.Length && parameters[at] is >= (byte)'0' and <= (byte)'9')
            {
                number = Math.Min((number * 10) + parameters[at] - '0', 10_000);
                continue;
            }

            var isEmpty = at > 0 && at < parameters.Length && parameters[at] == ':' && parameters[at - 1] == ':';
            if (!isEmpty)
            {
                numbers[count++] = number;
            }

            number = 0;
        }

        return count;
    }

    private static string? Extended(ReadOnlySpan<int> numbers, out int taken)
    {
        switch (numbers)
        {
            case [5, var index, ..]:
                taken = 2;
                return index <= 255 ? Indexed(index) : null;
            case [2, var red, var green, var blue, ..]:
                taken = 4;
                return red <= 255 && green <= 255 && blue <= 255 ? Hex(red, green, blue) : null;
            default:
                taken = numbers.Length;
                return null;
        }
    }

    // 16 colours that the page chooses, a 6 x 6 x 6 cube, and 24 greys.
    private static string Indexed(int index) => index switch
    {
        < 16 => index.ToString(System.Globalization.CultureInfo.InvariantCulture),
        < 232 => Hex(CubeSteps[(index - 16) / 36], CubeSteps[(index - 16) / 6 % 6], CubeSteps[(index - 16) % 6]),
        _ => Hex(8 + ((index - 232) * 10), 8 + ((index - 232) * 10), 8 + ((index - 232) * 10)),
    };

    private static string Hex(int red, int green, int blue) => $"#{red:x2}{green:x2}{blue:x2}";
}
