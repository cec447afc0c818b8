using Dagrs.Core.Events.Recording;
using Dagrs.Core.State.Runs;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Runs;

/// <summary>The oldest runs go, but none that lives and nothing that is no run.</summary>
public sealed class PruningTests
{
    [Fact]
    public void The_latest_runs_stay()
    {
        using var folder = new TemporaryFolder();
        Make(folder, 60);

        Pruning.Prune(KeptRun.State(folder.Path), own: null);

        Assert.Equal([.. Enumerable.Range(10, 50).Reverse().Select(Id)], new StoredRuns(KeptRun.State(folder.Path)).Names().Select(name => name.Id));
    }

    [Fact]
    public void What_they_take_together_is_bounded()
    {
        using var folder = new TemporaryFolder();
        var size = Make(folder, 10);

        Pruning.Prune(KeptRun.State(folder.Path), own: null, mostBytes: (3 * size) + 1);

        Assert.Equal([Id(9), Id(8), Id(7)], new StoredRuns(KeptRun.State(folder.Path)).Names().Select(name => name.Id));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_that_lives_is_never_removed_and_nothing_has_to_unlock_it()
    {
        using var folder = new TemporaryFolder();
        using var living = new KeptRun(folder.Path, Id(0)).Begin(KeptRun.Start, "a");
        living.Pause();
        Make(folder, 60, from: 1);

        Pruning.Prune(KeptRun.State(folder.Path), own: null);
        var first = new StoredRuns(KeptRun.State(folder.Path)).Names();
        Assert.Equal(Id(0), first[^1].Id);

        // A process that another test starts at this moment has the descriptor until it is another program.
        living.Dispose(); // as a kill does
        while (new StoredRuns(KeptRun.State(folder.Path)).Names().Any(name => name.Id == Id(0)))
        {
            Pruning.Prune(KeptRun.State(folder.Path), own: null);
            await Task.Yield();
        }
    }

    [Fact]
    public void What_is_no_run_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        Make(folder, 3);
        folder.Write("runs/notes/mine.txt", "mine");
        folder.Write("runs/20260314T140926.000Z-0123456789ABCDEF/mine.txt", "mine");
        folder.Write("runs/99999999T140926.000Z-0123456789abcdef/mine.txt", "mine");

        Pruning.Prune(KeptRun.State(folder.Path), own: null, mostRuns: 0);

        Assert.Equal(3, Directory.GetFiles(folder.Path, "mine.txt", SearchOption.AllDirectories).Length);
        Assert.Equal(3, Directory.GetDirectories(Path.Combine(folder.Path, "runs")).Length);
    }

    [Fact]
    public void The_own_run_stays()
    {
        using var folder = new TemporaryFolder();
        Make(folder, 3);
        var names = new StoredRuns(KeptRun.State(folder.Path)).Names();

        Pruning.Prune(KeptRun.State(folder.Path), own: names[1], mostRuns: 1);

        Assert.Equal([names[0], names[1]], new StoredRuns(KeptRun.State(folder.Path)).Names());
    }

    [Fact]
    public void A_run_prunes_as_it_begins_and_again_at_its_end_if_its_own_journal_is_large()
    {
        using var folder = new TemporaryFolder();
        Make(folder, 60);
        using var own = new KeptRun(folder.Path, "aa00000000000000").Begin(KeptRun.Start.AddDays(1), "a");
        own.Pause();
        var pruning = new PruningDuringRun(own.Own!);
        var names = new StoredRuns(KeptRun.State(folder.Path)).Names();

        pruning.Take(new RecordedEvent.RunStarted(1, KeptRun.Start, names[0].Id, new RecordedRun { Id = names[0].Id, Version = "1", File = null, Start = KeptRun.Start }));
        Assert.Equal(names.Take(50), new StoredRuns(KeptRun.State(folder.Path)).Names());

        pruning.Finish();
        Assert.Equal(50, new StoredRuns(KeptRun.State(folder.Path)).Names().Count);

        own.Dispose();
        using (var journal = File.OpenWrite(own.File))
        {
            journal.SetLength(Pruning.MostBytes); // sparse
        }

        pruning.Finish();
        Assert.Equal([names[0]], new StoredRuns(KeptRun.State(folder.Path)).Names());
    }

    [Fact]
    public void A_run_is_found_by_the_beginning_of_its_id()
    {
        using var folder = new TemporaryFolder();
        Make(folder, 3);
        var runs = new StoredRuns(KeptRun.State(folder.Path));

        Assert.Equal(Id(2), Assert.Single(runs.Find("latest")).Id);
        Assert.Equal(Id(1), Assert.Single(runs.Find("01")).Id);
        Assert.Equal(3, runs.Find("0").Count);
        Assert.Empty(runs.Find("7"));
        Assert.Empty(runs.Find(""));
    }

    private static string Id(int number) => $"{number:d2}00000000000000";

    private static long Make(TemporaryFolder folder, int count, int from = 0)
    {
        var size = 0L;
        for (var number = from; number < from + count; number++)
        {
            using var run = new KeptRun(folder.Path, Id(number)).Begin(KeptRun.Start.AddMinutes(number), "a").Starts(0).Ends(0).End();
            size = new FileInfo(run.File).Length;
        }

        return size;
    }
}
