using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Live;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Reporting.Live;

/// <summary>The area below the lines, without any terminal.</summary>
public sealed class LiveAreaTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Dictionary<string, TaskNode> _tasks = [];

    [Fact]
    public void It_says_how_far_the_run_is_and_what_runs_since_when_and_what_that_said_last()
    {
        var area = Area(out var build, "build", "test", "done", "bad");
        Starts(area, "done", "bad");
        Ends(area, "done", TaskState.Succeeded);
        Ends(area, "bad", TaskState.Failed);
        Starts(area, "build");
        _clock.Advance(TimeSpan.FromSeconds(9));
        Starts(area, "test");
        area.Report(new RunEvent.TaskOutput(build, OutputChannel.Merged, "Restoring\nCompiling src/Core/Graph.cs\n"u8.ToArray()));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(
            """
            [2/4] 2 running, 1 failed   0:12
              build   12 s   Compiling src/Core/Graph.cs
              test     3 s
            """.ReplaceLineEndings("\r\n"), area.Text(new(80, 24)));
    }

    [Fact]
    public void The_time_left_is_shown_when_somebody_knows_it()
    {
        var graph = new DagBuilder();
        graph.Add("a", new Command.Shell("true"));
        var dag = graph.Build();
        var area = new LiveArea(_clock, hasColours: false);
        area.Report(new RunEvent.RunStarted(dag, "run") { Conditions = new(_clock, 0, default) { Times = new(dag, _ => TimeSpan.FromSeconds(70), default) } });
        Assert.Equal("[0/1] 0 running   0:00   about 1:10 left", area.Text(new(80, 24)));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(12, 4)]
    [InlineData(24, 8)]
    [InlineData(30, 10)]
    [InlineData(200, 10)]
    public void It_takes_at_most_a_third_of_the_height_and_ten_rows(int height, int rows)
    {
        var area = Area(out _, [.. Enumerable.Range(1, 200).Select(i => $"t{i}")]);
        Starts(area, [.. _tasks.Keys]);
        var text = area.Text(new(80, height));
        Assert.Equal(rows, text.Length == 0 ? 0 : text.Split("\r\n").Length);
    }

    [Fact]
    public void The_oldest_come_first_and_the_others_are_counted()
    {
        var area = Area(out _, "a", "b", "c", "d", "e", "f");
        Starts(area, "c", "a", "b", "e", "d", "f");
        Assert.Equal(["[0/6] 6 running   0:00", "  c   0 s", "  a   0 s", "  ... and 4 more"], area.Text(new(80, 12)).Split("\r\n"));
        Ends(area, "c", TaskState.Succeeded);
        Ends(area, "e", TaskState.Succeeded);
        Ends(area, "f", TaskState.Succeeded);
        Assert.Equal(["[3/6] 3 running   0:00", "  a   0 s", "  b   0 s", "  d   0 s"], area.Text(new(80, 12)).Split("\r\n"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(80)]
    [InlineData(200)]
    public void No_row_reaches_the_last_column(int width)
    {
        var area = Area(out _, "plain", "日本語のとても長いとても長いとても長い名前", "long-" + new string('x', 200), "é→🚀");
        Starts(area, [.. _tasks.Keys]);
        foreach (var task in _tasks.Values)
        {
            area.Report(new RunEvent.TaskOutput(task, OutputChannel.Merged, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("wide 日本 🚀 é \u001b[1mbold ", 50)) + "\n")));
        }

        foreach (var row in area.Text(new(width, 24)).Split("\r\n"))
        {
            Assert.InRange(Columns.Most(row), 0, width - 1);
        }
    }

    [Fact]
    public void A_line_is_cut_to_the_width()
    {
        var area = Area(out var task, "a");
        Starts(area, "a");
        area.Report(new RunEvent.TaskOutput(task, OutputChannel.Merged, "0123456789\n"u8.ToArray()));
        Assert.Equal("  a   0 s   0123456", area.Text(new(20, 24)).Split("\r\n")[1]);
        Assert.Equal("  a   0 s", area.Text(new(12, 24)).Split("\r\n")[1]);
        Assert.Equal("  a ", area.Text(new(5, 24)).Split("\r\n")[1]);
    }

    [Fact]
    public void Wide_ids_stand_below_each_other()
    {
        var area = Area(out _, "日本", "abc");
        Starts(area, "日本", "abc");
        Assert.Equal(["  日本   0 s", "  abc    0 s"], area.Text(new(80, 24)).Split("\r\n")[1..]);
    }

    [Fact]
    public void Colours_are_ended_in_each_row_and_take_no_columns()
    {
        var area = Area(out var task, hasColours: true, "a", "bad");
        Starts(area, "bad", "a");
        Ends(area, "bad", TaskState.TimedOut);
        area.Report(new RunEvent.TaskOutput(task, OutputChannel.Merged, "\e[32m0123456789\n"u8.ToArray()));
        Assert.Equal(["[1/2] 1 running, \e[31m1 failed\e[0m   0:00", "  a   0 s   \e[2m0123456789\e[0m"], area.Text(new(80, 24)).Split("\r\n"));
        Assert.Equal("[1/2] 1 running, 1 ", area.Text(new(20, 24)).Split("\r\n")[0]);
    }

    [Fact]
    public void Another_attempt_has_said_nothing_yet()
    {
        var area = Area(out var task, "a");
        Starts(area, "a");
        area.Report(new RunEvent.TaskOutput(task, OutputChannel.Out, "half"u8.ToArray()));
        area.Report(new RunEvent.TaskRetrying(task, 1, new Outcome.Exited(1), TimeSpan.Zero));
        Assert.Equal("  a   0 s", area.Text(new(80, 24)).Split("\r\n")[1]);
        area.Report(new RunEvent.TaskOutput(task, OutputChannel.Error, "again"u8.ToArray()));
        Assert.Equal("  a   0 s   again", area.Text(new(80, 24)).Split("\r\n")[1]);
    }

    [Fact]
    public void It_tells_when_it_has_changed_and_when_it_will()
    {
        var area = Area(out var task, "a");
        Assert.True(area.HasNews);
        area.Text(new(80, 24));
        Assert.False(area.HasNews);
        _clock.Advance(TimeSpan.FromSeconds(3.25));
        Assert.Equal(TimeSpan.FromSeconds(0.75), area.NextTick);
        Starts(area, "a");
        Assert.True(area.HasNews);
        area.Text(new(80, 24));
        area.Report(RunEvent.Pause.Instance);
        Assert.False(area.HasNews);
        area.Report(new RunEvent.TaskOutput(task, OutputChannel.Merged, "x"u8.ToArray()));
        Assert.True(area.HasNews);
    }

    private LiveArea Area(out TaskNode first, params string[] ids) => Area(out first, hasColours: false, ids);

    private LiveArea Area(out TaskNode first, bool hasColours, params string[] ids)
    {
        var graph = new DagBuilder();
        foreach (var id in ids)
        {
            _tasks[id] = graph.Add(id, new Command.Shell("true"));
        }

        first = _tasks[ids[0]];
        var area = new LiveArea(_clock, hasColours);
        area.Report(new RunEvent.RunStarted(graph.Build(), "run"));
        return area;
    }

    private void Starts(LiveArea area, params string[] ids) => Array.ForEach(ids, id => area.Report(new RunEvent.TaskStarted(_tasks[id])));

    private void Ends(LiveArea area, string id, TaskState state) => area.Report(new RunEvent.TaskFinished(new TaskResult(_tasks[id], state)));
}
