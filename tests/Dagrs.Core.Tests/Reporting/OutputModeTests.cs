using System.Text;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Reporting;

/// <summary>What holds for every mode, and what is special to each.</summary>
public sealed class OutputModeTests
{
    public static TheoryData<string> Whole => [nameof(OutputMode.Prefix), nameof(OutputMode.Group), nameof(OutputMode.KeepOrder), nameof(OutputMode.ErrorsOnly)];

    [Theory]
    [MemberData(nameof(Whole))]
    public void Tasks_that_write_at_once_in_pieces_of_any_size_lose_nothing_and_tear_no_line(string mode)
    {
        string[] tasks = [.. Enumerable.Range(0, 10).Select(i => $"t{i}")];
        var random = new Random(7);
        var show = new Show(Enum.Parse<OutputMode>(mode)).Start(tasks);
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
    public void A_half_line_becomes_a_line_when_its_task_ends(string mode) =>
        Assert.EndsWith("half\n", new Show(Enum.Parse<OutputMode>(mode)).Start("a").Writes("a", "one\nhalf").Ends("a").Text, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Whole))]
    public void Half_lines_of_the_two_channels_are_not_put_together(string mode)
    {
        var show = new Show(Enum.Parse<OutputMode>(mode)).Start("a")
            .Writes("a", "out ", OutputChannel.Out)
            .Writes("a", "err ", OutputChannel.Error)
            .Writes("a", "put\n", OutputChannel.Out)
            .Writes("a", "or\n", OutputChannel.Error)
            .Ends("a");

        Assert.Equal(["out put", "err or"], show.Text.Split('\n')[..^1].Where(line => !line.StartsWith("==>", StringComparison.Ordinal)).Select(line => line.Replace("[a] ", "", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_half_line_of_one_attempt_is_not_the_beginning_of_a_line_of_the_next(string mode)
    {
        var show = new Show(Enum.Parse<OutputMode>(mode)).Start("a").Writes("a", "first").TriesAgain("a").Writes("a", "second\n").Ends("a");

        Assert.Equal(["first", "second"], show.Text.Split('\n')[..^1].Where(line => !line.StartsWith("==>", StringComparison.Ordinal)).Select(line => line.Replace("[a] ", "", StringComparison.Ordinal)));
    }

    [LongTheory]
    [MemberData(nameof(Whole))]
    public void A_line_of_20_MB_stays_one_line_and_nothing_is_lost(string mode)
    {
        var line = string.Concat(Enumerable.Repeat("aé€🚀", 2_000_000));
        var bytes = Encoding.UTF8.GetBytes(line);
        var show = new Show(Enum.Parse<OutputMode>(mode)).Start("a");
        foreach (var piece in bytes.Chunk(65_521))
        {
            show.Writes("a", piece);
        }

        var lines = show.Ends("a").Text.Split('\n')[..^1].Where(shown => !shown.StartsWith("==>", StringComparison.Ordinal)).ToList();
        Assert.Single(lines);
        Assert.True(line == (mode is nameof(OutputMode.Prefix) or nameof(OutputMode.KeepOrder) ? lines[0]["[a] ".Length..] : lines[0]), "some of it is lost or changed");
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Control_sequences_of_a_very_long_line_are_found_wherever_pieces_are_cut(string mode)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("text \e[2J\e]0;title\aé", 100_000)));
        var show = new Show(Enum.Parse<OutputMode>(mode)).Start("a");
        foreach (var piece in bytes.Chunk(65_521))
        {
            show.Writes("a", piece);
        }

        Assert.EndsWith(string.Concat(Enumerable.Repeat("text é", 100_000)) + "\n", show.Ends("a").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10%\r20%\r30%\n", "30%\n")]
    [InlineData("10%\r20%\r30%\r\n", "30%\n")]
    [InlineData("10%\r20%\r\nnext\r\n", "20%\nnext\n")]
    [InlineData("10%\r20%", "20%\n")]
    public void Of_a_line_that_is_rewritten_the_last_state_counts(string output, string shown)
    {
        foreach (var size in (int[])[1, 2, 3, 5, 100])
        {
            var show = new Show(OutputMode.Group).Start("a");
            foreach (var piece in output.Chunk(size))
            {
                show.Writes("a", new string(piece));
            }

            Assert.EndsWith("==> 'a': failed in 7 ms\n" + shown, show.Ends("a").Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(nameof(OutputMode.Prefix))]
    [InlineData(nameof(OutputMode.KeepOrder))]
    public void A_line_without_its_end_is_shown_after_a_silence_and_its_rest_on_a_line_of_its_own(string mode)
    {
        var clock = new ManualTimeProvider();
        var show = new Show(Enum.Parse<OutputMode>(mode), clock: clock).Start("a", "b").Writes("a", "Waiting...").Pauses();
        Assert.Equal("", show.Text);
        Assert.Equal(TimeSpan.FromMilliseconds(200), show.WakeAfter);
        clock.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal("", show.Pauses().Text);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("[a] Waiting...\n", show.Pauses().Text);
        Assert.Null(show.WakeAfter);
        Assert.Equal("[a] Waiting...\n[a]  done\n", show.Writes("a", " done\n").Text);
        Assert.Equal("[a] Waiting...\n[a]  done\n", show.Ends("a").Text);
    }

    [Theory]
    [InlineData("Waiting...", true)]
    [InlineData("  90 %", true)]
    [InlineData("é", true)]
    [InlineData("::add-mask", false)]
    [InlineData("  :", false)]
    [InlineData("text #", false)]
    [InlineData("##vso[task.setv", false)]
    [InlineData("+++", false)]
    public void What_may_be_half_an_order_to_a_CI_system_waits_for_its_end(string half, bool isShown)
    {
        var clock = new ManualTimeProvider();
        foreach (var ci in (string[])["github", "azure", "teamcity", "buildkite"])
        {
            var show = new Show(OutputMode.Prefix, CiDetection.Create(ci, _ => null, clock), clock: clock).Start("a").Writes("a", half).Pauses();
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(isShown ? $"[a] {half}\n" : "", show.Pauses().Text);
        }
    }

    [Fact]
    public void The_rest_of_a_line_that_was_shown_is_no_order()
    {
        var clock = new ManualTimeProvider();
        var show = new Show(OutputMode.Prefix, CiDetection.Create("github", _ => null, clock), clock: clock).Start("a").Writes("a", "said: ").Pauses();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("[a] said: \n[a] ::error::no\n::error::yes\n", show.Pauses().Writes("a", "::error::no\n::error::yes\n").Ends("a").Text);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public void A_line_that_was_shown_whole_gets_no_empty_line_after_it(string end)
    {
        var clock = new ManualTimeProvider();
        var show = new Show(OutputMode.Prefix, clock: clock).Start("a").Writes("a", "42%").Pauses();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("[a] 42%\n[a] next\n", show.Pauses().Writes("a", end + (end.Length == 0 ? "\r" : "") + "next\n").Ends("a").Text);
    }

    [Fact]
    public void A_task_that_goes_on_writing_is_not_silent_whatever_others_do()
    {
        var clock = new ManualTimeProvider();
        var show = new Show(OutputMode.Prefix, clock: clock).Start("a", "b").Writes("a", "x").Writes("b", "y");
        clock.Advance(TimeSpan.FromMilliseconds(150));
        show.Writes("a", "x").Pauses();
        clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal("[b] y\n", show.Pauses().Text);
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
    [InlineData(nameof(OutputMode.Group))]
    [InlineData(nameof(OutputMode.KeepOrder))]
    public void What_waits_for_its_turn_is_whole_however_much_it_is(string mode)
    {
        string[] tasks = [.. Enumerable.Range(0, 60).Select(i => $"t{i}")];
        var show = new Show(Enum.Parse<OutputMode>(mode)).Start("oldest").Start(tasks);
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
