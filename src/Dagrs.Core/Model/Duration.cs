namespace Dagrs.Core.Model;

/// <summary>Durations as people write them: a number and a unit, <c>500ms</c>, <c>1.5s</c>, <c>10m</c>, <c>2h</c>.</summary>
internal static class Duration
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000)];

    /// <summary>Parses a duration.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration: more than zero, at most 30 days, because timers end at 49.</param>
    /// <returns>Null, or what is wrong, phrased to follow "'x' ".</returns>
    public static string? TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var unitStart = text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyzµ").Length;
        if (!Digits.TryParse(text.AsSpan(0, unitStart), out var number))
        {
            return "is not a duration; write a number and a unit: ms, s, m or h";
        }

        var unit = text[unitStart..];
        if (unit.Length == 0)
        {
            return $"has no unit; write {text}s for seconds, or ms, m or h";
        }

        var known = Units.FirstOrDefault(known => known.Unit == unit);
        if (known.Unit is null)
        {
            return $"has the unknown unit '{unit}'; use ms, s, m or h";
        }

        var milliseconds = number * known.Milliseconds;
        if (milliseconds > 30 * 24 * 3_600_000.0)
        {
            return "is longer than 30 days";
        }

        duration = TimeSpan.FromMilliseconds(milliseconds);
        return duration > TimeSpan.Zero ? null : "must be longer than zero";
    }
}
