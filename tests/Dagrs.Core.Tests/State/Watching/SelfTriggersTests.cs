using Dagrs.Core.State.Watching;

namespace Dagrs.Core.Tests.State.Watching;

/// <summary>How many rounds may be caused by what tasks write, and what is waited for before the last ones.</summary>
public sealed class SelfTriggersTests
{
    private readonly SelfTriggers _triggers = new();

    [Fact]
    public void Before_the_last_rounds_there_is_a_pause_and_then_no_round()
    {
        Assert.Equal([0, 0, 0, 1, 2, null], Enumerable.Range(0, SelfTriggers.Most).Select(_ => Add("b", "x")?.TotalSeconds));
        Add("a", "y");
        Assert.Equal(["a", "b"], _triggers.Tasks);
        Assert.Equal(["x", "y"], _triggers.Files);
    }

    [Fact]
    public void A_change_from_outside_begins_the_count_anew()
    {
        for (var round = 1; round < SelfTriggers.Most; round++)
        {
            Assert.NotNull(Add("a", "x"));
        }

        _triggers.Reset();
        Assert.Equal(TimeSpan.Zero, Add("b", "y"));
        Assert.Equal(["b"], _triggers.Tasks);
    }

    private TimeSpan? Add(string task, string file) => _triggers.Add([new(task, file, null, IsSure: true)]);
}
