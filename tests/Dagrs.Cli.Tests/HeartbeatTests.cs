using Dagrs.Console.Reporters;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Tests;

/// <summary>The sign of life of a screen that shows nothing for long.</summary>
public sealed class HeartbeatTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void It_comes_30_seconds_after_the_last_line_then_every_60()
    {
        var heart = new Heartbeat(_clock);
        heart.Report(new RunEvent.TaskStarted(Task("build")));
        _clock.Now += TimeSpan.FromSeconds(29);
        Assert.Null(heart.Beat(lines: 0));
        Assert.Equal(TimeSpan.FromSeconds(1), heart.Due);
        heart.Report(new RunEvent.TaskStarted(Task("test")));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal("still running: build 0:30, test 0:01", heart.Beat(lines: 0));
        heart.HasBeaten(lines: 1);
        _clock.Now += TimeSpan.FromSeconds(59);
        Assert.Null(heart.Beat(lines: 1));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal("still running: build 1:30, test 1:01", heart.Beat(lines: 1));
    }

    [LongFact]
    public void A_line_puts_it_off()
    {
        var heart = new Heartbeat(_clock);
        heart.Report(new RunEvent.TaskStarted(Task("build")));
        _clock.Now += TimeSpan.FromSeconds(29);
        Assert.Null(heart.Beat(lines: 1));
        _clock.Now += TimeSpan.FromSeconds(29);
        Assert.Null(heart.Beat(lines: 1));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal("still running: build 0:59", heart.Beat(lines: 1));
    }

    [LongFact]
    public void It_is_silent_when_nothing_runs_and_names_no_more_than_five()
    {
        var heart = new Heartbeat(_clock);
        Assert.Null(heart.Due);
        var tasks = Enumerable.Range(1, 7).Select(i => Task($"t{i}")).ToList();
        tasks.ForEach(task => heart.Report(new RunEvent.TaskStarted(task)));
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal("still running: t1 1:00:00, t2 1:00:00, t3 1:00:00, t4 1:00:00, t5 1:00:00 and 2 more", heart.Beat(lines: 0));
        tasks.ForEach(task => heart.Report(new RunEvent.TaskFinished(new TaskResult(task, TaskState.Succeeded))));
        Assert.Null(heart.Due);
    }

    private static TaskNode<string> Task(string id) => new DagBuilder().Add(id, new Command.Shell("true"));

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
