using Dagrs.Cli.Tests.Support;
using Dagrs.Console.Reporters;
using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Live;

namespace Dagrs.Cli.Tests.Live;

/// <summary>When lines are written and when the area is drawn, by a clock that the test moves.</summary>
public sealed class LiveViewTests : IDisposable
{
    private readonly VtScreen _vt = new(80, 24);
    private readonly Clock _clock = new();
    private readonly TaskNode _task;
    private readonly Dag _dag;
    private readonly Terminal _terminal;
    private readonly LiveView _view;
    private ScreenSize? _size = new(80, 24);

    public LiveViewTests()
    {
        var graph = new DagBuilder();
        _task = graph.Add("a", new Command.Shell("true"));
        _dag = graph.Build();
        var screen = new LiveScreen(_vt, () => true, new SettledSize(() => _size, _clock));
        _terminal = new Terminal(hasColours: false, screen);
        _view = new LiveView(_terminal, screen, _clock);
        _view.Report(new RunEvent.RunStarted(_dag, "run"));
        _view.Report(new RunEvent.TaskStarted(_task));
    }

    [Fact]
    public void A_run_that_is_over_at_once_shows_lines_alone()
    {
        Says("one\n");
        Assert.Equal(["one"], _vt.Lines);
        Passes(99);
        Says("two\n");
        Assert.Equal(["one", "two"], _vt.Lines);
        Ends();
        Assert.Equal(["one", "two"], _vt.Lines);
        Assert.Equal(2, _vt.Writes);
        Assert.Null(_view.WakeAfter);
    }

    [Fact]
    public void The_area_is_drawn_at_most_ten_times_a_second_and_lines_with_it()
    {
        _view.Show();
        Assert.Equal(TimeSpan.FromMilliseconds(100), _view.WakeAfter);
        Passes(100);
        _view.Show();
        Assert.Equal(["[0/1] 1 running   0:00", "  a   0 s"], _vt.Lines);
        for (var i = 0; i < 1000; i++)
        {
            Passes(1);
            Says($"line {i}\n");
        }

        Assert.Equal(11, _vt.Writes);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"line {i}"), _vt.Lines.Take(1000));
        Assert.Equal("[0/1] 1 running   0:01", _vt.Lines[1000]);
    }

    [Fact]
    public void Nothing_is_written_when_nothing_has_changed()
    {
        Passes(100);
        _view.Show();
        Assert.Equal(TimeSpan.FromMilliseconds(250), _view.WakeAfter); // to look at the size
        Passes(800);
        _view.Show();
        Assert.Equal(1, _vt.Writes);
        Assert.Equal(TimeSpan.FromMilliseconds(100), _view.WakeAfter); // when the clock will be another
        Passes(100);
        _view.Show();
        Assert.Equal(2, _vt.Writes);
        Assert.Equal("[0/1] 1 running   0:01", _vt.Lines[0]);
    }

    [Fact]
    public void A_line_is_not_written_later_than_the_next_drawing()
    {
        Passes(100);
        _view.Show();
        Passes(30);
        Says("line\n");
        Assert.Equal(TimeSpan.FromMilliseconds(70), _view.WakeAfter);
        Assert.Equal(2, _vt.Lines.Count);
        Passes(70);
        _view.Show();
        Assert.Equal("line", _vt.Lines[0]);
    }

    [Fact]
    public void While_the_size_changes_nothing_is_written()
    {
        Passes(100);
        _view.Show();
        Passes(200);
        foreach (var width in new[] { 70, 60, 50 })
        {
            _size = new(width, 24);
            Says($"{width}\n");
            Assert.Equal(TimeSpan.FromMilliseconds(50), _view.WakeAfter);
            Passes(49);
            _view.Show();
            Assert.Equal(1, _vt.Writes);
        }

        Passes(1);
        _view.Show();
        Assert.Equal(2, _vt.Writes);
        Assert.Equal(["70", "60", "50", "[0/1] 1 running   0:00", "  a   0 s"], _vt.Lines);
    }

    [Fact]
    public void A_change_of_size_alone_draws_anew()
    {
        Passes(100);
        _view.Show();
        Passes(100);
        _size = new(60, 24);
        _view.Show();
        Passes(50);
        _view.Show();
        Assert.Equal(2, _vt.Writes);
    }

    [Fact]
    public void A_terminal_of_two_rows_has_lines_alone()
    {
        _size = new(80, 2);
        Passes(200);
        _view.Show();
        Passes(50);
        Says("one\n");
        Says("two\n");
        Assert.Equal(["one", "two"], _vt.Lines);
    }

    [Fact]
    public void What_is_more_than_can_be_looked_at_does_not_wait()
    {
        Passes(100);
        _view.Show();
        var text = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"a line of a task that writes as fast as it can: {i}\n"));
        Passes(1);
        foreach (var line in text.Chunk(1000))
        {
            _terminal.Write(new string(line));
        }

        Assert.True(_vt.Writes > 1);
        Passes(100);
        _view.Show();
        Ends();
        Assert.Equal(text.TrimEnd('\n').Split('\n'), _vt.Lines);
    }

    [Fact]
    public void At_the_end_all_is_written_at_once_and_the_area_is_gone()
    {
        Passes(100);
        _view.Show();
        Passes(1);
        Says("last\n");
        Ends();
        Assert.Equal(["last"], _vt.Lines);
        Assert.Equal((1, 0), _vt.Cursor);
    }

    public void Dispose() => _vt.Dispose();

    private void Says(string text)
    {
        _terminal.Write(text);
        _view.Show();
    }

    private void Ends()
    {
        _view.Report(new RunEvent.RunFinished(RunReportOf(_dag)));
        _terminal.Complete();
        _view.Show();
    }

    private static RunReport RunReportOf(Dag dag) => new(new RunRecord(dag, TimeProvider.System), _ => null, null);

    private void Passes(int milliseconds) => _clock.Now += TimeSpan.FromMilliseconds(milliseconds);

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
