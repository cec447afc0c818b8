using Dagrs.Core.Reporting.Reports;
using Dagrs.Core.Tests.Events.Recording;

namespace Dagrs.Core.Tests.Reporting.Reports;

/// <summary>Where the time went, in a few lines.</summary>
public sealed class TimingTextTests
{
    [Fact]
    public void It_is_the_critical_path_the_slots_and_the_slowest_tasks() => Assert.Equal(
        """
        critical path: 13.00 s of 20.00 s (65 %)
              5.00 s  'build' (Build all)
              8.00 s  'test', failed
        slots: 40.00 s of work in 2 slots (100 % busy)
        slowest tasks:
              8.00 s  'test', failed
              7.00 s  'slow', timed-out
              6.00 s  'wobbly'
              6.00 s  'cut-short', canceled
              5.00 s  'build' (Build all)
              4.00 s  'flaky', failed
              2.00 s  'lint'
              1.00 s  'crash', failed
              1.00 s  'optional', failed, allowed
                0 ms  'clean-up'

        """,
        TimingText.Of(Runs.Mixed()));

    [Fact]
    public void There_is_nothing_to_say_when_nothing_ran()
    {
        Assert.Equal("", TimingText.Of(Runs.Empty()));
        Assert.Equal("", TimingText.Of(Runs.Problems()));
    }

    [Fact]
    public void Of_a_long_path_the_longest_tasks_are_shown_in_their_order()
    {
        var tasks = Enumerable.Range(0, 100).Select(at => Runs.Done($"t{at}", 0, at, at is 10 or 50 ? 60 : at < 19 ? 2 : 1)).ToList();
        var text = TimingText.Of(Runs.Empty() with { Tasks = tasks, CriticalPath = [.. Enumerable.Range(0, 100)], Duration = Runs.Seconds(300) });
        Assert.Contains("      2.00 s  't18'\n     31.00 s  ... 31 shorter tasks\n    1 m 00 s  't50'\n     49.00 s  ... 49 shorter tasks\nslots: ", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_run_has_few_lines_without_control_characters(string name)
    {
        var text = TimingText.Of(Runs.Of(name));
        Assert.InRange(text.Split('\n').Length, 1, 70);
        Assert.DoesNotContain(text, c => c != '\n' && Core.Model.OneLine.IsUnsafe(c));
    }

    public static TheoryData<string> Names => Runs.Names;
}
