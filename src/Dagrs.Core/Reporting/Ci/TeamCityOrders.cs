namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// Filters the service messages in one task's lines. Blocks and switching messages off are neutralised. After a task has switched them off
/// itself, all of its messages are neutralised until it switches them on. Source: jetbrains.com/help/teamcity, "Service Messages".
/// </summary>
internal sealed class TeamCityOrders : OrderFilter
{
    private const string Off = "teamcity[disableServiceMessages";
    private const string On = "teamcity[enableServiceMessages";

    private static readonly string[] Folding = ["teamcity[blockOpened", "teamcity[blockClosed", Off, On];

    private bool _areOff;

    public override byte[]? Defuse(ReadOnlySpan<byte> line)
    {
        var broken = OrderMarks.Break(line, _areOff ? null : Folding);
        if (broken is not null)
        {
            _areOff = OrderMarks.Holds(line, Off) || (_areOff && !OrderMarks.Holds(line, On));
        }

        return broken;
    }
}
