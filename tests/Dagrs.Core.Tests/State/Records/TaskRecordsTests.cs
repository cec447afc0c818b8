using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Records;

/// <summary>What is remembered of tasks from run to run, also when runs were killed or files are damaged.</summary>
public sealed class TaskRecordsTests
{
    private static readonly Success Some = new("key", DateTimeOffset.UnixEpoch)
    {
        Parts = [new(KeyPartKind.Variable, "A", "1"), new(KeyPartKind.Command, "", "cc -c 'ü'")],
        Inputs = [new("src/a.c", new FileMark { Kind = FileKind.File, Content = "00ff", IsExecutable = true, Stamp = new(1, 2, 3, 4, 5, 6), ReadAt = 7, Boot = 8 })],
        Outputs = [new("link", new FileMark { Kind = FileKind.Link, LinkText = "there", Content = "11", Stamp = new(9, 8, 7, 6, 5, 4), Target = new(1, 1, 1, 1, 1, FileStamp.RegularFile), ReadAt = 3 })],
        Output = new byte[] { 0, 255, 10 },
        Results = new Dictionary<string, string> { ["version"] = "1\n2" },
    };

    [Fact]
    public void What_one_run_adds_the_next_one_finds()
    {
        using var folder = new TemporaryFolder();
        using (var records = Open(folder, "1"))
        {
            records.Add("a", Some, TimeSpan.FromSeconds(2));
            records.Add("b", TimeSpan.FromSeconds(3));
        }

        using var next = Open(folder, "2");
        AssertSame(Some, next.Find("a")!.Last!);
        Assert.Equal([TimeSpan.FromSeconds(2)], next.Find("a")!.Durations);
        Assert.Equal([TimeSpan.FromSeconds(3)], next.Find("b")!.Durations);
        Assert.Null(next.Find("b")!.Last);
        Assert.Null(next.Find("c"));
    }

    [Fact]
    public void A_start_voids_what_was_known_also_of_a_run_that_is_killed_after_it()
    {
        using var folder = new TemporaryFolder();
        using (var records = Open(folder, "1"))
        {
            records.Add("a", Some, TimeSpan.FromSeconds(2));
        }

        var killed = Open(folder, "2");
        killed.Void("a");
        Assert.Null(killed.Find("a")!.Last);
        using var next = Open(folder, "3");
        Assert.Null(next.Find("a")!.Last);
        Assert.Equal([TimeSpan.FromSeconds(2)], next.Find("a")!.Durations);
        killed.Dispose();
    }

    [Fact]
    public void The_last_ten_durations_are_kept()
    {
        using var folder = new TemporaryFolder();
        for (var run = 10; run < 25; run++)
        {
            using var records = Open(folder, run.ToString(System.Globalization.CultureInfo.InvariantCulture));
            records.Add("a", TimeSpan.FromSeconds(run));
        }

        using var last = Open(folder, "99");
        Assert.Equal(Enumerable.Range(15, 10).Select(seconds => TimeSpan.FromSeconds(seconds)), last.Find("a")!.Durations);
    }

    [Fact]
    public void What_is_left_by_runs_that_are_over_is_put_together_and_one_that_lives_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var living = Open(folder, "1");
        living.Add("a", Some, TimeSpan.FromSeconds(1));
        using (var other = Open(folder, "2"))
        {
            other.Add("b", TimeSpan.FromSeconds(2));
        }

        Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "added")));
        using (var next = Open(folder, "3"))
        {
            Assert.NotNull(next.Find("a")!.Last);
            Assert.NotNull(next.Find("b"));
        }

        living.Dispose();
        Assert.Empty(Directory.GetFiles(Path.Combine(folder.Path, "added")));
    }

    [Fact]
    public void No_damage_of_a_file_is_taken_for_a_record()
    {
        using var folder = new TemporaryFolder();
        using (var records = Open(folder, "1"))
        {
            records.Add("a", Some, TimeSpan.FromSeconds(2));
        }

        var path = Path.Combine(folder.Path, "record.ndjson");
        var bytes = File.ReadAllBytes(path);
        for (var place = 0; place < bytes.Length; place++)
        {
            var damaged = bytes.ToArray();
            damaged[place] ^= 0x04;
            File.WriteAllBytes(path, damaged);
            using var next = Open(folder, "2");
            Assert.Null(next.Find("a"));
        }

        File.WriteAllBytes(path, [.. "\0\n{}\n[1]\n{\"task\":3}\n"u8, .. bytes, .. bytes.AsSpan(0, bytes.Length / 2)]);
        using var last = Open(folder, "3");
        AssertSame(Some, last.Find("a")!.Last!);
    }

    [Fact]
    public void Where_nothing_can_be_written_nothing_is_remembered_and_nothing_is_thrown()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "added"), "a file where a folder should be");
        var records = Open(folder, "1");
        records.Add("a", Some, TimeSpan.FromSeconds(2));
        records.Dispose();
        Assert.NotNull(records.Failure);
    }

    private static TaskRecords Open(TemporaryFolder folder, string run) => new(folder.Path, run, TimeProvider.System);

    private static void AssertSame(Success expected, Success actual)
    {
        Assert.Equal(expected.Key, actual.Key);
        Assert.Equal(expected.End, actual.End);
        Assert.Equal(expected.Parts, actual.Parts);
        Assert.Equal(expected.Inputs, actual.Inputs);
        Assert.Equal(expected.Outputs, actual.Outputs);
        Assert.Equal(expected.Output!.Value.ToArray(), actual.Output!.Value.ToArray());
        Assert.Equal(expected.Results, actual.Results);
    }
}
