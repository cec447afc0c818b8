using Dagrs.Core.State.Watching;

namespace Dagrs.Core.Tests.State.Watching;

/// <summary>What a watch finds, and when it tells: files are real, time and events are not.</summary>
public sealed class ChangeWatchTests : IDisposable
{
    private readonly WatchedProject _project = new("""
        dagrs:
          a: { name: A, cmd: "true", inputs: [ src, "!src/out" ] }
          b: { name: B, cmd: "true", inputs: b.txt }
        """);

    public ChangeWatchTests()
    {
        _project.Write("src/a.c", "a");
        _project.Write("src/deep/a.h", "h");
        _project.Write("src/.git/config", "g");
        _project.Write("b.txt", "b");
        _project.AskAll();
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Contents_count_and_so_do_files_that_come_or_go()
    {
        Assert.Equal("", _project.Look());
        _project.Write("src/a.c", "a");
        File.SetLastWriteTimeUtc(_project.At("b.txt"), DateTime.UnixEpoch);
        Assert.Equal("", _project.Look());

        _project.Write("src/a.c", "other");
        Assert.Equal("a:src/a.c", _project.Look());
        _project.Write("src/new.c", "");
        File.Delete(_project.At("b.txt"));
        _project.Write("src/.git/config", "other");
        _project.Write("src/out", "other");
        Assert.Equal("a:src/a.c a:src/new.c b:b.txt", _project.Look());
    }

    [Fact]
    public void What_was_accepted_is_no_change_any_more_and_what_follows_is()
    {
        _project.Write("b.txt", "other");
        _project.Files.Accept(_project.Files.Look(learns: false));
        Assert.Equal("", _project.Look());
        _project.Write("b.txt", "b");
        Assert.Equal("b:b.txt", _project.Look());
    }

    [Fact]
    public void In_a_round_only_what_it_has_asked_about_counts_and_after_it_all()
    {
        _project.Files.BeginRound();
        _project.Write("b.txt", "other");
        Assert.Equal("", _project.Look());
        _project.Files.EndRound();
        Assert.Equal("b:b.txt", _project.Look());
    }

    [Fact]
    public void The_file_of_tasks_counts_as_well()
    {
        _project.Write("dagrs.yaml", "dagrs: {}\n");
        Assert.Equal("!dagrs.yaml", _project.Look());
    }

    [Fact]
    public void No_folder_is_watched_that_no_pattern_enters()
    {
        _project.Watch.Ask();
        _project.Watch.Step(isHinted: false);
        Assert.Equal([".", "src", "src/deep"], _project.Folders);
    }

    [Fact]
    public void An_event_is_told_of_after_100_ms_and_many_after_two_seconds()
    {
        _project.Write("b.txt", "other");
        _project.Watch.Step(isHinted: true);
        _project.Advance(99);
        Assert.Empty(_project.Told);
        _project.Advance(1);
        Assert.Equal(["b:b.txt"], _project.Told.Select(WatchedProject.Words));

        _project.Files.Accept(_project.Told[0]);
        _project.Write("b.txt", "once more");
        for (var time = 0; time < 1900; time += 50)
        {
            _project.Watch.Step(isHinted: true);
            _project.Advance(50);
            Assert.Single(_project.Told);
        }

        for (var time = 0; time < 200; time += 50)
        {
            _project.Watch.Step(isHinted: true);
            _project.Advance(50);
        }

        Assert.Equal(2, _project.Told.Count);
    }

    [Fact]
    public void What_comes_while_it_is_waited_is_told_as_well()
    {
        _project.Write("b.txt", "other");
        _project.Watch.Step(isHinted: true);
        _project.Advance(50);
        _project.Write("src/a.c", "other");
        _project.Watch.Step(isHinted: true);
        _project.Advance(99);
        Assert.Empty(_project.Told);
        _project.Advance(1);
        Assert.Equal(["a:src/a.c b:b.txt"], _project.Told.Select(WatchedProject.Words));
    }

    [Fact]
    public void An_event_after_which_nothing_is_different_is_told_to_nobody()
    {
        _project.Write("b.txt", "b");
        _project.Watch.Step(isHinted: true);
        _project.Advance(1000);
        Assert.Empty(_project.Told);
    }

    [Fact]
    public void Where_events_are_silent_a_sweep_finds_it_and_waits_until_nothing_changes_any_more()
    {
        _project.Advance(1000);
        _project.Write("b.txt", "other");
        _project.Advance(1050);
        Assert.Empty(_project.Told);
        _project.Write("b.txt", "once more");
        _project.Advance(60); // the second look finds it changed again
        Assert.Empty(_project.Told);
        _project.Advance(100);
        Assert.Equal(["b:b.txt"], _project.Told.Select(WatchedProject.Words));
        _project.Advance(5000);
        Assert.Single(_project.Told); // not again, as long as nobody has dealt with it
    }

    [Fact]
    public void That_events_may_be_silent_is_said_once()
    {
        _project.Silence = "no more folders can be watched";
        _project.Advance(10_000);
        Assert.Equal(["no more folders can be watched"], _project.Warnings);
    }

    [Fact]
    public void Who_asks_is_answered_at_once_when_nothing_has_changed_and_else_after_100_ms()
    {
        _project.Watch.Ask();
        _project.Watch.Step(isHinted: false);
        Assert.True(Assert.Single(_project.Told).IsNothing);

        _project.Write("b.txt", "other");
        _project.Watch.Ask();
        _project.Watch.Step(isHinted: false);
        Assert.Single(_project.Told);
        _project.Advance(100);
        Assert.Equal("b:b.txt", WatchedProject.Words(_project.Told[1]));
    }

    [Fact]
    public void What_is_changed_back_while_it_is_waited_for_is_answered_with_nothing()
    {
        _project.Write("b.txt", "other");
        _project.Watch.Ask();
        _project.Watch.Step(isHinted: false);
        _project.Write("b.txt", "b");
        _project.Advance(3000);
        Assert.True(Assert.Single(_project.Told).IsNothing);
    }

    [Fact]
    public void What_changes_after_all_tasks_are_over_is_from_outside()
    {
        _project.Write("b.txt", "other");
        _project.Watch.Ask();
        _project.Watch.Step(isHinted: false);
        _project.Advance(3000);
        Assert.False(Assert.Single(_project.Told).IsFromOutside);

        _project.Watch.Ask();
        _project.Watch.Step(isHinted: false);
        _project.Write("b.txt", "once more");
        _project.Advance(3000);
        Assert.True(_project.Told[1].IsFromOutside);
    }

    [Fact]
    public void A_task_that_was_only_thought_about_is_watched_from_then_on_unless_more_is_known_of_it()
    {
        var other = new WatchedFiles(Dagrs.Core.State.Files.FileStamps.OfSystem, new(), []);
        other.Watch(_project.Dag);
        _project.Write("b.txt", "other");
        Array.ForEach(["a", "b"], task => other.SawFirst(_project.Dag.Find(task)!, null));
        Assert.True(other.Look(learns: false).IsNothing);
        _project.Write("b.txt", "once more");
        other.SawFirst(_project.Dag.Find("b")!, null);
        Assert.Equal("b:b.txt?", WatchedProject.Words(other.Look(learns: false)));
    }
}
