using Dagrs.Core.State.Watching;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Watching;

/// <summary>When a watch acts after changes.</summary>
public sealed class QuietTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Quiet _quiet;

    public QuietTests() => _quiet = new(_clock);

    [Fact]
    public void Nothing_is_due_before_something_changes() => Assert.Null(_quiet.Due);

    [Fact]
    public void It_is_time_when_nothing_has_changed_for_100_ms()
    {
        _quiet.Changed();
        Advance(60);
        _quiet.Changed();
        Assert.Equal(TimeSpan.FromMilliseconds(100), _quiet.Due);
        Advance(99);
        Assert.Equal(TimeSpan.FromMilliseconds(1), _quiet.Due);
        Advance(1);
        Assert.Equal(TimeSpan.Zero, _quiet.Due);
    }

    [Fact]
    public void It_is_time_two_seconds_after_the_first_change_though_changes_go_on()
    {
        for (var passed = 0; passed < 1950; passed += 50)
        {
            _quiet.Changed();
            Assert.NotEqual(TimeSpan.Zero, _quiet.Due);
            Advance(50);
        }

        _quiet.Changed();
        Assert.Equal(TimeSpan.FromMilliseconds(50), _quiet.Due);
        Advance(50);
        Assert.Equal(TimeSpan.Zero, _quiet.Due);
        Assert.True(_quiet.IsOverdue);
    }

    [Fact]
    public void What_was_dealt_with_is_not_due_again()
    {
        _quiet.Changed();
        _quiet.Reset();
        Assert.Null(_quiet.Due);
    }

    private void Advance(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
