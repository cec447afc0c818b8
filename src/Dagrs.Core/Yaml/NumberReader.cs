using System.Collections.Frozen;
using System.Globalization;
using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>Reads numbers: integers, factors, exit codes, durations.</summary>
internal static class NumberReader
{
    public const int LargestCode = 255;

    /// <summary>A duration with its unit.</summary>
    /// <param name="value">The reader.</param>
    /// <param name="part">The value whose expressions are kept; null: none are allowed.</param>
    public static TimeSpan? Span(ValueReader value, OpenPart? part = null)
    {
        var place = value.Place;
        if (value.Text(part) is not { } text || (part is not null && Template.HasExpression(text)))
        {
            return null;
        }

        var problem = Duration.TryParse(text, out var duration);
        if (problem is not null)
        {
            value.Report(ProblemCode.BadValue, place, $"{value.Subject}: {Quoted.Name(text)} {problem}");
        }

        return problem is null ? duration : null;
    }

    /// <summary>An integer within bounds.</summary>
    public static int Whole(ValueReader value, int least, int most)
    {
        var place = value.Place;
        return value.Text() is { } text ? Whole(value, new(text, place), least, most) : least;
    }

    /// <summary>A number within bounds, integer or not.</summary>
    public static double Factor(ValueReader value, double least, double most)
    {
        var place = value.Place;
        if (value.Text() is not { } text)
        {
            return least;
        }

        if (Digits.TryParse(text, out var number) && number >= least && number <= most)
        {
            return number;
        }

        value.Report(ProblemCode.BadValue, place, FormattableString.Invariant($"{value.Subject} must be a number from {least} to {most}, not {Quoted.Name(text)}"));
        return least;
    }

    /// <summary>A list of exit codes, or one.</summary>
    public static IReadOnlyCollection<int> Codes(ValueReader value) =>
        ListReader.Texts(value).Select(code => Whole(value, code, 0, LargestCode)).ToFrozenSet();

    private static int Whole(ValueReader value, Located<string> text, int least, int most)
    {
        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        value.Report(ProblemCode.BadValue, text.Place, $"{value.Subject} must be a whole number from {least} to {most}, not {Quoted.Name(text.Value)}");
        return least;
    }
}
