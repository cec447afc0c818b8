using Dagrs.Core.State.Records;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Records;

/// <summary>A record that was read beside something else, which others may change meanwhile.</summary>
public sealed class RecordsAheadTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public Task What_was_read_ahead_is_what_is_read_otherwise() => Task.Run(static () =>
    {
        using var folder = new TemporaryFolder();
        Remember(folder.Path, "first", ("a", 1), ("b", 2));
        Remember(folder.Path, "second", ("a", 3));

        using var ahead = new TaskRecords(folder.Path, "third", TimeProvider.System, ahead: RecordsAhead.Begin(folder.Path, least: 1));
        using var plain = new TaskRecords(folder.Path, "third", TimeProvider.System);

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)], ahead.Durations("a"));
        Assert.Equal([TimeSpan.FromSeconds(2)], ahead.Durations("b"));
        Assert.Null(ahead.Durations("c"));
        Assert.All(["a", "b"], task => Assert.Equal(plain.Durations(task), ahead.Durations(task)));
        Assert.Equal("key", ahead.Find("a")?.Last?.Key);
    });

    [Fact(Timeout = Patience)]
    public Task What_another_run_has_put_in_its_place_counts() => Task.Run(static () =>
    {
        using var folder = new TemporaryFolder();
        Remember(folder.Path, "first", ("a", 1));
        var begun = RecordsAhead.Begin(folder.Path, least: 1);
        Remember(folder.Path, "second", ("a", 2));

        using var records = new TaskRecords(folder.Path, "third", TimeProvider.System, ahead: begun);

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], records.Durations("a"));
    });

    [Fact(Timeout = Patience)]
    public Task What_a_run_has_added_meanwhile_counts() => Task.Run(static () =>
    {
        using var folder = new TemporaryFolder();
        Remember(folder.Path, "first", ("a", 1));
        var begun = RecordsAhead.Begin(folder.Path, least: 1);
        using var other = new TaskRecords(folder.Path, "second", TimeProvider.System);
        other.Void("a");

        using var records = new TaskRecords(folder.Path, "third", TimeProvider.System, ahead: begun);

        Assert.Null(records.Find("a")?.Last);
        Assert.Equal([TimeSpan.FromSeconds(1)], records.Durations("a"));
    });

    [Fact(Timeout = Patience)]
    public Task A_damaged_line_says_nothing() => Task.Run(static () =>
    {
        using var folder = new TemporaryFolder();
        Remember(folder.Path, "first", ("a", 1), ("b", 2));
        var path = RecordFolder.MainIn(folder.Path);
        File.WriteAllText(path, File.ReadAllText(path).Replace("1000000", "1000001", StringComparison.Ordinal));

        using var records = new TaskRecords(folder.Path, "second", TimeProvider.System, ahead: RecordsAhead.Begin(folder.Path, least: 1));

        Assert.Null(records.Durations("a"));
        Assert.Equal([TimeSpan.FromSeconds(2)], records.Durations("b"));
    });

    [Fact]
    public void A_small_record_or_none_is_worth_no_thread()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(RecordsAhead.Begin(folder.Path, least: 1));

        Remember(folder.Path, "first", ("a", 1));
        Assert.Null(RecordsAhead.Begin(folder.Path, least: 1_000_000));
    }

    private static void Remember(string folder, string run, params (string Task, int Seconds)[] successes)
    {
        using var records = new TaskRecords(folder, run, TimeProvider.System);
        foreach (var (task, seconds) in successes)
        {
            records.Add(task, new Success("key", DateTimeOffset.UnixEpoch), TimeSpan.FromSeconds(seconds));
        }
    }
}
