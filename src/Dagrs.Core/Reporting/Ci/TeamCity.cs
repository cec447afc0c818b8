using System.Buffers;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// TeamCity: blocks, which it folds. The heading of a failed task is an error, and its output is in no block. A space is inserted into
/// repeated output so that it is not parsed as a service message again. Messages: jetbrains.com/help/teamcity, "Service Messages".
/// </summary>
internal sealed class TeamCity : CiSystem
{
    private string? _block;

    public override void Open(IBufferWriter<byte> target, string title, bool isFolded)
    {
        _block = isFolded ? Escape(title) : null;
        WriteLine(target, isFolded ? $"##teamcity[blockOpened name='{_block}']" : $"##teamcity[message text='{Escape(title)}' status='ERROR']");
    }

    public override void Close(IBufferWriter<byte> target)
    {
        if (_block is not null)
        {
            WriteLine(target, $"##teamcity[blockClosed name='{_block}']");
        }
    }

    public override byte[]? Defuse(ReadOnlySpan<byte> line) => OrderMarks.Break(line);

    internal override OrderFilter CreateFilter() => new TeamCityOrders();

    // Service messages escape bar, quote and brackets with a bar.
    private static string Escape(string text) => text
        .Replace("|", "||", StringComparison.Ordinal)
        .Replace("'", "|'", StringComparison.Ordinal)
        .Replace("[", "|[", StringComparison.Ordinal)
        .Replace("]", "|]", StringComparison.Ordinal);
}
