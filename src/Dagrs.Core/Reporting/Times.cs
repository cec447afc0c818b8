using System.Globalization;

namespace Dagrs.Core.Reporting;

/// <summary>Formats durations for people.</summary>
internal static class Times
{
    /// <summary>In clock format: <c>0:42</c>, <c>2:10</c> or <c>1:02:10</c>.</summary>
    internal static string Clock(TimeSpan time) => time.TotalHours < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>Elapsed time in whole seconds: <c>12 s</c>, <c>2 m 05 s</c> or <c>1 h 02 m</c>.</summary>
    internal static string WholeSeconds(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} m {time.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} m"),
    };

    /// <summary><c>12 ms</c>, <c>1.24 s</c>, <c>2 m 05 s</c> or <c>1 h 02 m</c>.</summary>
    public static string Words(TimeSpan time)
    {
        // Each limit is where rounding would reach the next unit: 999.6 ms is 1.00 s.
        var seconds = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        return time switch
        {
            { TotalMilliseconds: < 999.5 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
            { TotalSeconds: < 59.995 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
            _ when seconds.TotalHours < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds.Minutes} m {seconds.Seconds:00} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)seconds.TotalHours} h {seconds.Minutes:00} m"),
        };
    }
}
