using System.Text;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;
using Dagrs.Core.State;
using Dagrs.Core.State.Runs;
using Dagrs.Core.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.State.Runs;

/// <summary>What is remembered of a run is what its report said, also when it was killed or its journal is damaged.</summary>
public sealed class JournalTests(ITestOutputHelper output)
{
    private const string Id = "0123456789abcdef";

    [Fact]
    public void A_stored_run_gives_the_report_of_the_run_itself() => Scenarios.Check(Scenarios.Any, 100, output, scenario =>
    {
        using var folder = new TemporaryFolder();
        using var kept = new KeptRun(folder.Path);
        var live = new RunFold(OutputBudget.OfReports);
        _ = TimedRun.Of(scenario, new EventRecorder(live, kept) { WantsProcesses = true });
        var stored = new StoredRuns(KeptRun.State(folder.Path)).Read(kept.Own!.Name, withOutput: true);
        return stored is null ? ["it is not stored"] : Text(live.Run()) == Text(stored.Run) ? [] : [$"{Text(live.Run())}\nis not\n{Text(stored.Run)}"];
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(131_073)]
    [InlineData(400_000)]
    public void Of_what_a_task_writes_the_end_is_kept_as_in_a_report(int length)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length).Select(i => i % 7 == 0 ? "ä" : "x")));
        foreach (var piece in new[] { 1000, 65_536 })
        {
            using var folder = new TemporaryFolder();
            using var kept = new KeptRun(folder.Path, Id).Begin(KeptRun.Start, "a").Starts(0);
            var all = new KeptOutput();
            foreach (var part in text.Chunk(piece))
            {
                all.Add(part);
                kept.Writes(0, part);
            }

            kept.Ends(0, TaskState.Failed).End();
            var task = Read(folder).Run.Tasks[0];

            Assert.Equal(all.End(KeptOutput.Most)?.Bytes.ToArray(), task.Output?.Bytes.ToArray());
            Assert.Equal(all.End(KeptOutput.Most)?.LeftOut, task.Output?.LeftOut);
            Assert.InRange(new FileInfo(kept.File).Length, 0, 4 * KeptOutput.Most);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_that_is_killed_leaves_the_beginning_of_what_its_task_wrote()
    {
        using var folder = new TemporaryFolder();
        using var kept = new KeptRun(folder.Path, Id).Begin(KeptRun.Start, "a").Starts(0).Writes(0, [.. "first\n"u8]);
        for (var i = 0; i < 100; i++)
        {
            kept.Writes(0, new byte[10_000]);
        }

        kept.Pause();
        var alive = Read(folder);
        kept.Dispose();
        var killed = Read(folder);
        while (killed.IsAlive)
        {
            await Task.Yield(); // a process that another test starts at this moment has the descriptor until it is another program
            killed = Read(folder);
        }

        Assert.True(alive.IsAlive);
        Assert.Null(killed.Run.ExitCode);
        Assert.Equal(TaskState.Running, killed.Run.Tasks[0].State);
        Assert.StartsWith("first\n", Encoding.UTF8.GetString(killed.Run.Tasks[0].Output!.Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_becomes_of_a_journal_it_can_be_read_and_tells_nothing_that_did_not_happen()
    {
        using var folder = new TemporaryFolder();
        var kept = new KeptRun(folder.Path, Id).Begin(KeptRun.Start, "a", "b", "c");
        for (var task = 0; task < 3; task++)
        {
            kept.Starts(task).Writes(task, [.. "hello\n"u8]).Ends(task, task == 1 ? TaskState.Failed : TaskState.Succeeded);
        }

        kept.End().Dispose();
        var whole = File.ReadAllBytes(kept.File);
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            File.WriteAllBytes(kept.File, Damaged(whole, random));
            if (new StoredRuns(KeptRun.State(folder.Path)).Read(kept.Own!.Name, withOutput: true) is { Run: var run })
            {
                Assert.All(run.Tasks, task => Assert.Contains(task.State, (TaskState[])[TaskState.Pending, TaskState.Running, task.Id == "b" ? TaskState.Failed : TaskState.Succeeded]));
                Assert.All(run.Tasks, task => Assert.Contains(task.Output is null ? "" : Encoding.UTF8.GetString(task.Output.Bytes.Span), (string[])["", "hello\n"]));
            }
        }
    }

    [Fact]
    public void A_line_of_another_run_is_none_of_this_one()
    {
        using var folder = new TemporaryFolder();
        using var other = new KeptRun(folder.Path, "aaaaaaaaaaaaaaaa").Begin(KeptRun.Start.AddDays(-1), "a").Starts(0).Ends(0, TaskState.Failed).End();
        using var kept = new KeptRun(folder.Path, Id).Begin(KeptRun.Start, "a").Starts(0).Ends(0).End();
        kept.Dispose();
        File.AppendAllBytes(kept.File, File.ReadAllBytes(other.File));

        Assert.Equal(TaskState.Succeeded, Read(folder).Run.Tasks[0].State);
    }

    [Fact]
    public void Where_nothing_can_be_written_one_warning_is_told()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("state", "");
        using var kept = new KeptRun(file, Id).Begin(KeptRun.Start, "a").Starts(0).Writes(0, [1]).Ends(0).End();

        Assert.Contains("this run is not recorded", Assert.Single(kept.Warnings), StringComparison.Ordinal);
        Assert.Equal("", File.ReadAllText(file));
    }

    [Fact]
    public void A_state_of_a_newer_dagrs_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("format", "2\n");
        using var kept = new KeptRun(folder.Path, Id).Begin(KeptRun.Start, "a").Starts(0).End();

        Assert.Contains("was written by a newer version of dagrs", Assert.Single(kept.Warnings), StringComparison.Ordinal);
        Assert.Equal([Path.Combine(folder.Path, "format")], Directory.GetFileSystemEntries(folder.Path));
        Assert.Contains("newer", KeptRun.State(folder.Path).WhyUnreadable(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0")]
    [InlineData("\0\0")]
    public void A_damaged_number_of_the_format_is_written_anew(string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write("format", text);
        using var kept = new KeptRun(folder.Path, Id).Begin(KeptRun.Start, "a").End();

        Assert.Empty(kept.Warnings);
        Assert.Equal("1\n", File.ReadAllText(Path.Combine(folder.Path, "format")));
    }

    [Fact]
    public void Others_may_not_read_what_is_remembered()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        var state = Path.Combine(folder.Path, "a", "b");
        using var kept = new KeptRun(state, Id).Begin(KeptRun.Start, "a").End();

        Assert.Equal(StateFolder.ModeOfFolders, File.GetUnixFileMode(state));
        Assert.Equal(StateFolder.ModeOfFolders, File.GetUnixFileMode(kept.Own!.Path));
        Assert.Equal(StateFolder.ModeOfFiles, File.GetUnixFileMode(kept.File));
    }

    private static StoredRun Read(TemporaryFolder folder)
    {
        var runs = new StoredRuns(KeptRun.State(folder.Path));
        return runs.Read(runs.Find(Id).Single(), withOutput: true)!;
    }

    private static byte[] Damaged(byte[] whole, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                return whole[..random.Next(whole.Length)];
            case 1:
                var flipped = whole.ToArray();
                flipped[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 2:
                var cut = random.Next(whole.Length);
                return [.. whole[..cut], .. whole[Math.Min(whole.Length, cut + random.Next(1, 500))..]];
            case 3:
                var hole = whole.ToArray();
                hole.AsSpan(random.Next(whole.Length)).Clear();
                return hole;
            default:
                var foreign = new byte[random.Next(3000)];
                random.NextBytes(foreign);
                var at = random.Next(whole.Length);
                return [.. whole[..at], .. foreign, .. whole[at..]];
        }
    }

    private static string Text(RecordedRun run)
    {
        using var text = new MemoryStream();
        JsonReport.Write(run, text);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
