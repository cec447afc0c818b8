using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Live;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Reporting.Live;

/// <summary>How long a run will still take, by what its tasks took before.</summary>
public sealed class TimeLeftTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Dictionary<string, TaskNode> _tasks = [];

    [Fact]
    public void All_that_is_left_is_shared_out_among_the_slots()
    {
        var left = Left(2, "a 10", "b 10", "c 10", "d 10");
        Assert.Equal(20, Seconds(left));

        Start(left, "a", "b");
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(16, Seconds(left));

        _clock.Advance(TimeSpan.FromSeconds(6));
        End(left, "a", "b");
        Assert.Equal(10, Seconds(left));
    }

    [Fact]
    public void The_longest_chain_is_no_shorter_for_many_slots()
    {
        var left = Left(8, "a 10", "b 5 a", "c 1 b", "d 2");
        Assert.Equal(16, Seconds(left));

        Start(left, "a", "d");
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(13, Seconds(left));
    }

    [Fact]
    public void A_task_that_takes_longer_than_ever_takes_no_time_less_than_none()
    {
        var left = Left(1, "a 10", "b 5 a");
        Start(left, "a");
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(5, Seconds(left));
    }

    [Fact]
    public void What_did_not_run_is_not_waited_for()
    {
        var left = Left(1, "a 10", "b 5");
        End(left, "b");
        Assert.Equal(10, Seconds(left));
        End(left, "a");
        Assert.Null(left.Now);
    }

    [Fact]
    public void Where_more_than_a_tenth_of_what_is_left_was_never_seen_nobody_can_tell()
    {
        string[] tasks = [.. Enumerable.Range(0, 9).Select(i => $"t{i} 1"), "new ?"];
        Assert.NotNull(Left(1, tasks).Now);

        var left = Left(1, tasks);
        End(left, "t0");
        Assert.Null(left.Now);
        End(left, "new");
        Assert.Equal(8, Seconds(left));
    }

    private static double Seconds(TimeLeft left) => left.Now!.Value.TotalSeconds;

    private TimeLeft Left(int slots, params string[] lines)
    {
        var graph = new DagBuilder();
        var times = new Dictionary<string, TimeSpan>();
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            _tasks[words[0]] = graph.Add(words[0], new Command.Shell("x"), after: [.. words.Skip(2).Select(id => _tasks[id])]);
            if (words[1] != "?")
            {
                times[words[0]] = TimeSpan.FromSeconds(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return new(_clock, new ExpectedTimes(graph.Build(), id => times.TryGetValue(id, out var time) ? time : null, TimeSpan.FromSeconds(1)), slots);
    }

    private void Start(TimeLeft left, params string[] ids) => Array.ForEach(ids, id => left.Report(new RunEvent.TaskStarted(_tasks[id])));

    private void End(TimeLeft left, params string[] ids) => Array.ForEach(ids, id => left.Report(new RunEvent.TaskFinished(new TaskResult(_tasks[id], TaskState.Succeeded))));
}
