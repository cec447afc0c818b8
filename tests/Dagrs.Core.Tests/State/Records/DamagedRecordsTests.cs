using Dagrs.Core.State.Records;
using Dagrs.Core.Tests.Support;
using static Dagrs.Core.Tests.State.Records.TaskRecordsTests;

namespace Dagrs.Core.Tests.State.Records;

/// <summary>Records whose file is damaged, or cannot be written: never a wrong record, never an exception.</summary>
public sealed class DamagedRecordsTests
{
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
    public void A_damaged_line_is_gone_when_records_are_put_together_and_the_others_stay_as_they_are()
    {
        using var folder = new TemporaryFolder();
        using (var records = Open(folder, "1"))
        {
            records.Add("a", Some, TimeSpan.FromSeconds(2));
            records.Add("b", Some, TimeSpan.FromSeconds(3));
        }

        var path = Path.Combine(folder.Path, "record.ndjson");
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [lines[0].Replace("\"took\":[2", "\"took\":[3", StringComparison.Ordinal), lines[1], "", lines[1][..^9]]);
        using (var next = Open(folder, "2"))
        {
            next.Add("c", TimeSpan.FromSeconds(4));
        }

        var left = File.ReadAllLines(path);
        Assert.Equal(2, left.Length);
        Assert.Equal(lines[1], left[0]);
        using var last = Open(folder, "3");
        Assert.Null(last.Find("a"));
        Assert.Equal([TimeSpan.FromSeconds(3)], last.Durations("b"));
        Assert.Equal([TimeSpan.FromSeconds(4)], last.Durations("c"));
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

    [Fact]
    public void Where_a_start_cannot_be_written_the_record_goes_and_that_is_told_once()
    {
        using var folder = new TemporaryFolder();
        using (var first = Open(folder, "1"))
        {
            first.Add("a", Some, TimeSpan.FromSeconds(2));
        }

        Directory.Delete(Path.Combine(folder.Path, "added"), recursive: true);
        File.WriteAllText(Path.Combine(folder.Path, "added"), "a file where a folder should be");
        var told = 0;
        var records = new TaskRecords(folder.Path, "2", TimeProvider.System, _ => told++);
        Assert.NotNull(records.Find("a")?.Last);
        records.Void("a");
        records.Dispose();
        Assert.Equal(1, told);
        using var next = Open(folder, "3");
        Assert.Null(next.Find("a")?.Last);
    }

    [Theory]
    [InlineData(3)] // what the line says first
    [InlineData(10)] // the task
    [InlineData(30)]
    public void A_damaged_line_may_have_been_a_start(int place)
    {
        using var folder = new TemporaryFolder();
        using (var first = Open(folder, "1"))
        {
            first.Add("a", Some, TimeSpan.FromSeconds(2));
        }

        var killed = Open(folder, "2");
        killed.Void("a");
        var path = Path.Combine(folder.Path, "added", "2.ndjson");
        var bytes = File.ReadAllBytes(path);
        bytes[place] ^= 1;
        File.WriteAllBytes(path, bytes);
        using (var next = Open(folder, "3"))
        {
            Assert.Null(next.Find("a")!.Last);
        }

        killed.Dispose();
    }
}
