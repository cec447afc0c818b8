using Dagrs.Core.State;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Records;

/// <summary>What is remembered of tasks from run to run, also when runs were killed or files are damaged.</summary>
public sealed class TaskRecordsTests
{
    internal static readonly Success Some = new("key", DateTimeOffset.UnixEpoch)
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
    public void Tasks_of_which_only_times_are_kept_leave_a_record_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        for (var run = 1; run <= 2; run++)
        {
            using var records = Open(folder, $"{run}");
            records.Add("a", TimeSpan.FromMicroseconds(1500));
            records.Add("a", TimeSpan.FromDays(30));
            Assert.Empty(Directory.GetDirectories(folder.Path));
        }

        using var last = Open(folder, "3");
        Assert.Equal([TimeSpan.FromMicroseconds(1500), TimeSpan.FromDays(30), TimeSpan.FromMicroseconds(1500), TimeSpan.FromDays(30)], last.Durations("a"));
    }

    [Fact]
    public void What_another_run_has_put_together_meanwhile_is_not_lost()
    {
        using var folder = new TemporaryFolder();
        using (var first = Open(folder, "1"))
        {
            first.Add("a", TimeSpan.FromSeconds(1));
        }

        using (var slow = Open(folder, "2"))
        {
            using (var fast = Open(folder, "3"))
            {
                fast.Add("b", Some, TimeSpan.FromSeconds(2));
            }

            slow.Add("c", TimeSpan.FromSeconds(3));
        }

        using var last = Open(folder, "4");
        AssertSame(Some, last.Find("b")!.Last!);
        Assert.Equal([TimeSpan.FromSeconds(1)], last.Durations("a"));
        Assert.Equal([TimeSpan.FromSeconds(3)], last.Durations("c"));
    }

    [Fact]
    public void While_another_one_puts_records_together_what_is_added_waits_in_a_file_of_its_own()
    {
        using var folder = new TemporaryFolder();
        using (var merging = StateFolder.Create(Path.Combine(folder.Path, "merging"), FileMode.OpenOrCreate))
        {
            Assert.True(KernelLock.TryTake(merging.SafeFileHandle));
            using var records = Open(folder, "1");
            records.Add("a", TimeSpan.FromSeconds(1));
        }

        Assert.False(File.Exists(Path.Combine(folder.Path, "record.ndjson")));
        using (var next = Open(folder, "2"))
        {
            Assert.Equal([TimeSpan.FromSeconds(1)], next.Durations("a"));
            next.Add("b", TimeSpan.FromSeconds(2));
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(folder.Path, "added")));
        using var last = Open(folder, "3");
        Assert.Equal([TimeSpan.FromSeconds(1)], last.Durations("a"));
        Assert.Equal([TimeSpan.FromSeconds(2)], last.Durations("b"));
    }

    [Fact]
    public void A_success_that_was_found_to_hold_gets_its_new_marks_and_keeps_its_times()
    {
        using var folder = new TemporaryFolder();
        using (var records = Open(folder, "1"))
        {
            records.Add("a", Some, TimeSpan.FromSeconds(2));
            records.Add("b", Some, TimeSpan.FromSeconds(3));
        }

        var seen = Some with { Inputs = [Some.Inputs[0] with { Mark = Some.Inputs[0].Mark with { ReadAt = 70 } }] };
        using (var next = Open(folder, "2"))
        {
            next.Confirm("a", seen);
            next.Confirm("unknown", seen);
        }

        using var last = Open(folder, "3");
        AssertSame(seen, last.Find("a")!.Last!);
        AssertSame(Some, last.Find("b")!.Last!);
        Assert.Equal([TimeSpan.FromSeconds(2)], last.Durations("a"));
        Assert.Null(last.Find("unknown"));
    }

    [Theory]
    [InlineData("2", "3")]
    [InlineData("3", "2")]
    public void A_start_that_another_run_tells_meanwhile_voids_a_success_though_it_is_confirmed_later(string confirming, string starting)
    {
        using var folder = new TemporaryFolder();
        using (var records = Open(folder, "1"))
        {
            records.Add("a", Some, TimeSpan.FromSeconds(2));
        }

        using (var confirms = Open(folder, confirming))
        {
            var killed = Open(folder, starting);
            killed.Void("a");
            confirms.Confirm("a", Some);
            killed.Dispose();
        }

        using var last = Open(folder, "4");
        Assert.Null(last.Find("a")!.Last);
    }

    [Fact]
    public void A_confirmation_makes_no_success_of_none()
    {
        using var folder = new TemporaryFolder();
        using (var records = Open(folder, "1"))
        {
            records.Add("a", Some, TimeSpan.FromSeconds(2));
        }

        using (var confirms = Open(folder, "3"))
        {
            var added = Directory.CreateDirectory(Path.Combine(folder.Path, "added")).FullName;
            File.WriteAllText(Path.Combine(added, "2.ndjson"), "{\"task\":\"a\",\"at\":1,\"sum\":\"0000000000000000\"}\n"); // a start, perhaps, but damaged
            confirms.Confirm("a", Some);
        }

        using var last = Open(folder, "4");
        Assert.Null(last.Find("a")?.Last);
    }

    [Fact]
    public void Ids_of_any_kind_are_found_again()
    {
        using var folder = new TemporaryFolder();
        string[] ids = ["a\"b", "a\\", "ü 😀", "a[os=linux]", "<&'>"];
        using (var records = Open(folder, "1"))
        {
            Array.ForEach(ids, id => records.Add(id, Some, TimeSpan.FromSeconds(1)));
        }

        using var next = Open(folder, "2");
        Assert.All(ids, id => Assert.NotNull(next.Find(id)?.Last));
    }

    [Fact]
    public void What_comes_later_counts_though_the_clock_was_set_back()
    {
        using var folder = new TemporaryFolder();
        using (var first = Open(folder, "1"))
        {
            first.Add("a", Some, TimeSpan.FromSeconds(2));
        }

        using (var second = new TaskRecords(folder.Path, "2", new ManualTimeProvider())) // in 1970
        {
            second.Void("a");
        }

        using var next = Open(folder, "3");
        Assert.Null(next.Find("a")!.Last);
    }

    [Fact]
    public void What_another_run_has_added_meanwhile_is_found_when_it_is_looked_for_again()
    {
        using var folder = new TemporaryFolder();
        using var one = Open(folder, "1");
        one.Void("b");
        using var other = Open(folder, "2");
        one.Refresh();
        Assert.Equal(0, one.Version);
        other.Add("a", Some, TimeSpan.FromSeconds(2));
        one.Refresh();
        Assert.NotNull(one.Find("a")?.Last);
        one.Refresh();
        Assert.Equal(1, one.Version);
        other.Dispose();
        one.Refresh();
        Assert.Equal(2, one.Version);
        Assert.NotNull(one.Find("a")?.Last);
        Assert.Null(one.Find("b")!.Last);
    }

    internal static TaskRecords Open(TemporaryFolder folder, string run) => new(folder.Path, run, TimeProvider.System);

    internal static void AssertSame(Success expected, Success actual)
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
