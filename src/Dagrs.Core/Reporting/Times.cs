using System.Globalization;

namespace Dagrs.Core.Reporting;

/// <summary>Spans of time as people read them.</summary>
public static class Times
{
    /// <summary><c>12 ms</c>, <c>1.24 s</c>, <c>2 m 05 s</c> or <c>1 h 02 m</c>.</summary>
    public static string Words(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} m {time.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} m"),
    };
}
