using System.Text;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;

namespace Dagrs.Core.Tests.Reporting;

/// <summary>What holds for every mode, and what is special to each.</summary>
public sealed class OutputModeTests
{
    public static TheoryData<OutputMode> Whole => [OutputMode.Prefix, OutputMode.Group, OutputMode.KeepOrder, OutputMode.ErrorsOnly];

    [Theory]
    [MemberData(nameof(Whole))]
    public void Tasks_that_write_at_once_in_pieces_of_any_size_lose_nothing_and_tear_no_line(OutputMode mode)
    {
        string[] tasks = [.. Enumerable.Range(0, 10).Select(i => $"t{i}")];
        var random = new Random(7);
        var show = new Show(mode).Start(tasks);
        var rests = tasks.ToDictionary(task => task, task => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 2000).Select(i => $"{task} é{new string('x', i % 50)} {i}\n"))));
        while (rests.Count > 0)
        {
            var (task, rest) = rests.ElementAt(random.Next(rests.Count));
            var size = Math.Min(rest.Length, random.Next(1, random.Next(1, 5000)));
            show.Writes(task, rest[..size]);
            rests[task] = rest[size..];
            if (size == rest.Length)
            {
                rests.Remove(task);
                show.Ends(task);
            }
        }

        var lines = show.Text.Split('\n')[..^1];
        foreach (var task in tasks)
        {
            var own = lines.Select(line => line.StartsWith('[') ? line[(line.IndexOf(' ') + 1)..] : line).Where(line => line.StartsWith(task + " ", StringComparison.Ordinal));
            Assert.Equal(Enumerable.Range(1, 2000).Select(i => $"{task} é{new string('x', i % 50)} {i}"), own);
        }

        Assert.Equal(20_000 + lines.Count(line => line.StartsWith("==> ", StringComparison.Ordinal)), lines.Length);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_half_line_becomes_a_line_when_its_task_ends(OutputMode mode) =>
        Assert.EndsWith("half\n", new Show(mode).Start("a").Writes("a", "one\nhalf").Ends("a").Text, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Whole))]
    public void Half_lines_of_the_two_channels_are_not_put_together(OutputMode mode)
    {
        var show = new Show(mode).Start("a")
            .Writes("a", "out ", OutputChannel.Out)
            .Writes("a", "err ", OutputChannel.Error)
            .Writes("a", "put\n", OutputChannel.Out)
            .Writes("a", "or\n", OutputChannel.Error)
            .Ends("a");

        Assert.Equal(["out put", "err or"], show.Text.Split('\n')[..^1].Where(line => !line.StartsWith("==>", StringComparison.Ordinal)).Select(line => line.Replace("[a] ", "", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_half_line_of_one_attempt_is_not_the_beginning_of_a_line_of_the_next(OutputMode mode)
    {
        var show = new Show(mode).Start("a").Writes("a", "first").TriesAgain("a").Writes("a", "second\n").Ends("a");

        Assert.Equal(["first", "second"], show.Text.Split('\n')[..^1].Where(line => !line.StartsWith("==>", StringComparison.Ordinal)).Select(line => line.Replace("[a] ", "", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_line_of_20_MB_is_cut_between_characters_into_lines_and_nothing_is_lost(OutputMode mode)
    {
        var line = string.Concat(Enumerable.Repeat("aé€🚀", 2_000_000));
        var bytes = Encoding.UTF8.GetBytes(line);
        var show = new Show(mode).Start("a");
        foreach (var piece in bytes.Chunk(65_521))
        {
            show.Writes("a", piece);
        }

        var lines = show.Ends("a").Text.Split('\n')[..^1].Where(shown => !shown.StartsWith("==>", StringComparison.Ordinal)).Select(shown => shown.Replace("[a] ", "", StringComparison.Ordinal)).ToList();
        Assert.True(line == string.Concat(lines), "some of it is lost or changed");
        Assert.All(lines, shown => Assert.InRange(Encoding.UTF8.GetByteCount(shown), 1, WholeLines.LongestLine));
    }

    [Fact]
    public void Each_line_is_shown_with_the_id_of_its_task_as_soon_as_it_is_whole()
    {
        var show = new Show(OutputMode.Prefix).Start("a", "b").Writes("a", "one\ntw").Writes("b", "1\n");
        Assert.Equal("[a] one\n[b] 1\n", show.Text);
        Assert.Equal("[a] one\n[b] 1\n[a] two\n", show.Writes("a", "o\n").Text);
    }

    [Fact]
    public void A_group_comes_in_one_piece_under_a_heading_when_its_task_ends()
    {
        var show = new Show(OutputMode.Group).Start("a", "b").Writes("a", "a 1\n").Writes("b", "b 1\n").Writes("a", "a 2\n");
        Assert.Equal("", show.Text);
        Assert.Equal("==> 'b': succeeded in 7 ms\nb 1\n==> 'a': failed in 7 ms\na 1\na 2\n", show.Ends("b", TaskState.Succeeded).Ends("a").Text);
    }

    [Fact]
    public void A_task_that_writes_nothing_makes_no_group() => Assert.Equal("", new Show(OutputMode.Group).Start("a").Ends("a").Text);

    [Theory]
    [InlineData(TaskState.Failed, true)]
    [InlineData(TaskState.TimedOut, true)]
    [InlineData(TaskState.Canceled, true)]
    [InlineData(TaskState.FailedAllowed, false)]
    [InlineData(TaskState.Succeeded, false)]
    public void Errors_only_shows_what_failed_by_itself_or_was_stopped(TaskState state, bool isShown) =>
        Assert.Equal(isShown, new Show(OutputMode.ErrorsOnly).Start("a").Writes("a", "text\n").Ends("a", state).Text.Length > 0);

    [Fact]
    public void In_order_the_oldest_task_is_shown_as_it_writes_and_the_next_catches_up_when_its_turn_comes()
    {
        var show = new Show(OutputMode.KeepOrder).Start("a", "b", "c");
        Assert.Equal("[a] a 1\n", show.Writes("b", "b 1\nb ").Writes("c", "c 1\n").Writes("a", "a 1\n").Text);
        Assert.Equal("[a] a 1\n", show.Ends("c").Text);
        Assert.Equal("[a] a 1\n[b] b 1\n", show.Ends("a").Text);
        Assert.Equal("[a] a 1\n[b] b 1\n[b] b 2\n", show.Writes("b", "2\n").Text);
        Assert.Equal("[a] a 1\n[b] b 1\n[b] b 2\n[c] c 1\n[d] d 1\n", show.Ends("b").Start("d").Writes("d", "d 1\n").Text);
    }

    [Fact]
    public void Raw_bytes_pass_untouched_as_they_come()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(b => (byte)b)];
        var show = new Show(OutputMode.Raw).Start("a", "b").Writes("a", bytes).Writes("b", "half").TriesAgain("b").Ends("b").Writes("a", bytes).Ends("a");
        Assert.Equal([.. bytes, .. "half"u8, .. bytes], show.Bytes.ToArray());
    }

    [Theory]
    [InlineData(OutputMode.Group)]
    [InlineData(OutputMode.KeepOrder)]
    public void What_waits_for_its_turn_is_whole_however_much_it_is(OutputMode mode)
    {
        string[] tasks = [.. Enumerable.Range(0, 60).Select(i => $"t{i}")];
        var show = new Show(mode).Start("oldest").Start(tasks);
        for (var block = 0; block < 40; block++)
        {
            foreach (var task in tasks)
            {
                show.Writes(task, string.Concat(Enumerable.Range(block * 100, 100).Select(i => $"{task} line {i} of a task that has to wait until it is shown\n")));
            }
        }

        tasks.Reverse().ToList().ForEach(task => show.Ends(task));
        var lines = show.Ends("oldest").Text.Split('\n').ToLookup(line => line.Replace("[", "", StringComparison.Ordinal).Split([']', ' '])[0]);
        Assert.All(tasks, task => Assert.Equal(Enumerable.Range(0, 4000), lines[task].Select(line => int.Parse(line.Split("line ")[1].Split(' ')[0]))));
    }
}
