using System.Buffers;
using System.Globalization;

namespace Dagrs.Core.State.Runs;

/// <summary>The name of a run's folder; names sort in the order of run starts: <c>20260314T140926.535Z-1f0c9a7e5b3d2846</c>.</summary>
/// <param name="Text">The name.</param>
/// <param name="Id">The run's id.</param>
internal sealed record RunName(string Text, string Id)
{
    private const string Start = "yyyyMMdd'T'HHmmss.fff'Z'";
    private const int StartLength = 20;
    private const int IdLength = 16;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <param name="start">When the run started.</param>
    /// <param name="id">Its id.</param>
    public static RunName Of(DateTimeOffset start, string id) => new($"{start.UtcDateTime.ToString(Start, CultureInfo.InvariantCulture)}-{id}", id);

    /// <summary>When it started, to the millisecond.</summary>
    public DateTimeOffset Time => DateTimeOffset.ParseExact(Text[..StartLength], Start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Parses the name of a run; null: it is something else, which is left alone.</summary>
    public static RunName? TryParse(string name) =>
        name.Length == StartLength + 1 + IdLength
        && name[StartLength] == '-'
        && !name.AsSpan(StartLength + 1).ContainsAnyExcept(Digits)
        && DateTimeOffset.TryParseExact(name.AsSpan(0, StartLength), Start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? new(name, name[(StartLength + 1)..])
            : null;
}
