using Dagrs.Core.State.Records;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Records;

/// <summary>What runs leave each other, what kills leave, and what goes with its task.</summary>
public sealed class RecordFolderTests
{
    [Fact]
    public void Only_what_was_added_since_is_read_again()
    {
        using var folder = new TemporaryFolder();
        using var other = Open(folder, "2");
        other.Add("a", new("key", DateTimeOffset.UnixEpoch), TimeSpan.FromSeconds(2));
        using var one = Open(folder, "1");
        var path = Path.Combine(folder.Path, "added", "2.ndjson");
        var bytes = File.ReadAllBytes(path);
        bytes[10] ^= 1; // whoever reads it again finds it damaged
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(bytes);
        }

        other.Add("b", new("key", DateTimeOffset.UnixEpoch), TimeSpan.FromSeconds(2));
        one.Refresh();
        Assert.NotNull(one.Find("a")?.Last);
        Assert.NotNull(one.Find("b")?.Last);
    }

    [Fact]
    public void Half_a_line_that_becomes_whole_is_read_then()
    {
        using var folder = new TemporaryFolder();
        using (var other = Open(folder, "2"))
        {
            other.Void("first");
            other.Add("a", new("key", DateTimeOffset.UnixEpoch), TimeSpan.FromSeconds(2));
            File.Copy(Path.Combine(folder.Path, "added", "2.ndjson"), Path.Combine(folder.Path, "whole"));
        }

        File.Delete(Path.Combine(folder.Path, "record.ndjson"));
        var bytes = File.ReadAllBytes(Path.Combine(folder.Path, "whole"));
        using var file = new FileStream(Path.Combine(folder.Path, "added", "2.ndjson"), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(bytes.AsSpan(..^40));
        using var one = Open(folder, "1");
        Assert.Null(one.Find("a"));
        file.Write(bytes.AsSpan(^40..));
        one.Refresh();
        Assert.NotNull(one.Find("a")?.Last);
    }

    [Fact]
    public void What_a_kill_left_before_it_was_locked_is_removed_an_hour_later()
    {
        using var folder = new TemporaryFolder();
        var young = folder.Write("added/1.ndjson.new", "");
        var old = folder.Write("added/0.ndjson.new", "");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        using (var records = Open(folder, "2"))
        {
            records.Void("a");
        }

        Assert.True(File.Exists(young));
        Assert.False(File.Exists(old));
    }

    [Fact]
    public void What_a_killed_run_has_recorded_is_merged_by_the_next_run_even_when_that_has_nothing_to_record()
    {
        using var folder = new TemporaryFolder();
        using (var killed = Open(folder, "1"))
        {
            killed.Void("a");
            File.Copy(Path.Combine(folder.Path, "added", "1.ndjson"), Path.Combine(folder.Path, "left"));
        }

        var left = Path.Combine(folder.Path, "added", "1.ndjson");
        File.Move(Path.Combine(folder.Path, "left"), left);
        Open(folder, "2").Dispose(); // as for a plan, which writes nothing
        Assert.True(File.Exists(left));
        new TaskRecords(folder.Path, "3", TimeProvider.System, isOfFile: _ => true).Dispose();
        Assert.False(File.Exists(left));
    }

    [Fact]
    public void The_record_of_a_task_that_the_file_has_no_more_goes_after_90_days()
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualTimeProvider();
        Run(1, records => records.Add("a", new("key", DateTimeOffset.UnixEpoch), TimeSpan.FromSeconds(2)), "a", "b");
        Run(2, Start, "b");
        Run(60, Start, "b");
        Run(61, _ => { }, "a", "b"); // it is back, and nothing has to run
        Run(62, Start, "b");
        Run(151, Start, "b");
        Assert.True(Has("a"));
        Run(153, Start, "b");
        Assert.False(Has("a"));
        Assert.True(Has("b"));

        void Start(TaskRecords records) => records.Void("b");

        bool Has(string task)
        {
            using var records = new TaskRecords(folder.Path, "9", clock, isOfFile: _ => false);
            return records.Find(task) is not null;
        }

        void Run(int day, Action<TaskRecords> does, params string[] tasks)
        {
            clock.Advance(DateTimeOffset.UnixEpoch.AddDays(day) - clock.GetUtcNow());
            using var records = new TaskRecords(folder.Path, $"{day}", clock, isOfFile: tasks.Contains);
            does(records);
        }
    }

    private static TaskRecords Open(TemporaryFolder folder, string run) => new(folder.Path, run, TimeProvider.System);
}
