using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Reports.Html;
using Dagrs.Core.Tests.Events.Recording;

namespace Dagrs.Core.Tests.Reporting.Reports.Html;

/// <summary>The text of the HTML report, without a browser.</summary>
public sealed partial class HtmlReportTests
{
    private const int MostCode = 150_000;
    private const int MostBytes = 10_000_000;

    public static TheoryData<string> Names => Runs.Names;

    [Theory]
    [InlineData("mixed", "failed: 5 of 15 tasks, 20.00 s, today 15:09, dagrs.yaml", "cf222e")]
    [InlineData("problems", "nothing was run: 3 problems, today 15:09, dagrs.yaml", "cf222e")]
    [InlineData("unfinished", "not finished: 1 of 3 tasks ended, 3.00 s, today 15:09, dagrs.yaml", "0969da")]
    [InlineData("stopped", "stopped by SIGINT: 0 of 2 tasks ended, 4.00 s, today 15:09, dagrs.yaml", "8250df")]
    [InlineData("empty", "succeeded: 0 tasks, today 15:09, dagrs.yaml", "1f883d")]
    public void One_sentence_says_what_became_of_the_run_and_title_and_icon_say_it_too(string name, string sentence, string colour)
    {
        var page = Pages.Text(Runs.Of(name));
        Assert.Equal(sentence, Verdict.Of(Runs.Of(name)).Sentence);
        Assert.Contains($"<title>{sentence}</title>", page, StringComparison.Ordinal);
        Assert.Equal(sentence, Tags().Replace(Heading().Match(page).Groups[1].Value, "").Trim());
        Assert.Contains(colour, Icon().Match(page).Groups[1].Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 192, "failed: 1 of 40 tasks, 3:12, today 14:05, dagrs.yaml")]
    [InlineData(0, 192, "succeeded: 40 tasks, 3:12, today 14:05, dagrs.yaml")]
    [InlineData(0, 59.4, "succeeded: 40 tasks, 59.40 s, today 14:05, dagrs.yaml")]
    [InlineData(0, 3725, "succeeded: 40 tasks, 1:02:05, today 14:05, dagrs.yaml")]
    public void The_sentence_has_the_run_s_own_time(int failures, double seconds, string sentence)
    {
        var tasks = Enumerable.Range(0, 40).Select(task => task < failures ? Runs.Failed($"{task}", 0, 0, 1, "exited with code 1", 1) : Runs.Done($"{task}", 0, 0, 1)).ToList();
        Assert.Equal(sentence, Verdict.Of(Runs.Empty() with { Start = new(2026, 3, 14, 14, 5, 0, TimeSpan.FromHours(9)), Duration = Runs.Seconds(seconds), ExitCode = failures, Tasks = tasks }).Sentence);
    }

    [Theory]
    [InlineData(124, "timed out: 2 of 3 tasks ended", TaskState.TimedOut)]
    [InlineData(4, "failed: 1 of 3 tasks", TaskState.Failed)]
    [InlineData(143, "stopped: 2 of 3 tasks ended", TaskState.Canceled)]
    public void Every_exit_code_has_its_words(int code, string words, TaskState state)
    {
        var verdict = Verdict.Of(Runs.Empty() with { ExitCode = code, Tasks = [Runs.Done("a", 0, 0, 1), Runs.Failed("b", 0, 1, 1, "exited with code 1", 1), Runs.NotStarted("c", TaskState.NotRun, "not run")] });
        Assert.StartsWith(words + ",", verdict.Before, StringComparison.Ordinal);
        Assert.Equal(state, verdict.State);
    }

    [Fact]
    public void A_failure_has_a_card_with_command_place_end_last_lines_and_what_it_kept_from_running()
    {
        var page = Text(Pages.Text(Runs.Mixed()));
        Assert.Contains("test exited with code 3, after 8.00 s\nat dagrs.yaml:6\ncommand\ndotnet test\necho done\noutput\nline 1\nred\nlast words\nIt kept 1 task from running: publish\n", page, StringComparison.Ordinal);
        Assert.Contains("flaky exited with code 2 in the last of 2 attempts, after 4.00 s\n", page, StringComparison.Ordinal);
        Assert.Contains("slow timed out after 7 s, after 7.00 s\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("optional exited with code 4, after", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_was_not_kept_is_not_called_nothing()
    {
        var page = Pages.Text(Runs.Empty() with { ExitCode = 1, Tasks = [Runs.Failed("silent", 0, 0, 1, "exited with code 1", 1), Runs.Failed("loud", 0, 1, 1, "exited with code 1", 1) with { Output = new(default, LeftOut: 1234) }] });
        Assert.Single(Regex.Matches(page, "It wrote nothing\\.</p>"));
        Assert.Single(Regex.Matches(page, "Its output was not kept\\.</p>"));
        Assert.Equal(1234, Details(page)[1].GetProperty("left").GetInt64());
    }

    [Fact]
    public void Counts_and_figures_are_those_of_the_terminal()
    {
        var page = Text(Pages.Text(Runs.Mixed()));
        foreach (var state in StateWords.Final.Where(state => Runs.Mixed().Tasks.Any(task => task.State == state)))
        {
            Assert.Contains($" {Runs.Mixed().Tasks.Count(task => task.State == state)} {state.CountWord()}\n", page, StringComparison.Ordinal);
        }

        var figures = RunFigures.Of(Runs.Mixed());
        Assert.Contains($"wall time\n20.00 s exit code 1\nsum of work\n{Times.Words(figures.Work)} of 15 tasks\nslots busy\n{figures.Busy * 100:0} % of 2 slots\ncritical path\n{Times.Words(figures.Critical)} {figures.CriticalShare * 100:0} % of the wall time, {Runs.Mixed().CriticalPath.Count} tasks\n", Lines().Replace(page, "\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_add_up()
    {
        var run = Runs.Empty() with
        {
            Jobs = 2,
            Duration = Runs.Seconds(10),
            Tasks = [Runs.Done("a", 0, 0, 4), Runs.Done("b", 1, 0, 3), Runs.Done("c", 0, 4, 4) with { After = [0] }, Runs.Done("group", 0, 8, 1) with { Slot = null }],
            CriticalPath = [0, 2],
        };
        Assert.Equal(new RunFigures(Runs.Seconds(10), Runs.Seconds(12), 0.55, Runs.Seconds(8), 0.8), RunFigures.Of(run));
        Assert.Equal(new RunFigures(TimeSpan.Zero, TimeSpan.Zero, 0, TimeSpan.Zero, 0), RunFigures.Of(Runs.Empty()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_holds_its_own_script_and_style_and_no_other(string name)
    {
        var page = Pages.Text(Runs.Of(name));
        var policy = Regex.Match(page, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        Assert.Equal($"default-src 'none'; script-src '{Hash(page, "<script>", "</script>")}' '{Hash(page, "<script type=\"module\">", "</script>")}'; style-src '{Hash(page, "<style>", "</style>")}'; img-src data:; base-uri 'none'; form-action 'none'", System.Net.WebUtility.HtmlDecode(policy));
        var opened = Regex.Matches(page, "<script[^>]*>").Select(match => match.Value).ToList();
        Assert.All(opened, tag => Assert.Matches("^<script( type=\"(module|application/json|application/octet-stream)\"|>)", tag));
        Assert.Single(opened, "<script>");
        Assert.Single(opened, tag => tag.Contains("module", StringComparison.Ordinal));
        Assert.Equal(opened.Count, Regex.Count(page, "</script"));
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>by", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_code_is_small() => Assert.InRange(Pages.Text(Runs.Empty()).Length, 10_000, MostCode);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_task_has_its_details(string name)
    {
        var run = Runs.Of(name);
        var details = Details(Pages.Text(run));
        Assert.Equal(Enumerable.Range(0, run.Tasks.Count), details.Keys.Order());
        Assert.All(details, detail => Assert.Equal(run.Tasks[detail.Key].Kind, detail.Value.GetProperty("kind").GetString()));
    }

    [Fact]
    public void A_failure_keeps_64_KiB_of_output_others_4_KiB_and_the_rest_is_said()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(line => $"line {line:00000}\n")); // 11 bytes each
        var details = Details(Pages.Text(Runs.Empty() with
        {
            ExitCode = 1,
            Tasks = [Runs.Done("good one", 0, 0, 1) with { Output = Runs.Text(text) }, Runs.Failed("bad", 0, 1, 1, "exited with code 1", 1) with { Output = new(Encoding.UTF8.GetBytes(text), LeftOut: 1000) }, Runs.Done("short", 0, 2, 1) with { Output = Runs.Text("all") }, Runs.Failed("whole", 0, 3, 1, "exited with code 1", 1) with { Output = new(new byte[KeptOutput.Most], LeftOut: 1000) }],
        }));
        var (good, bad) = (details[0], details[1]);
        Assert.InRange(Output(good).Length, (4 * 1024) - 12, 4 * 1024);
        Assert.InRange(Output(bad).Length, (64 * 1024) - 12, 64 * 1024);
        Assert.StartsWith("line ", Output(good), StringComparison.Ordinal);
        Assert.EndsWith("line 19999\n", Output(bad), StringComparison.Ordinal);
        Assert.Equal(text.Length - Output(good).Length, good.GetProperty("left").GetInt64());
        Assert.Equal(text.Length - Output(bad).Length + 1000, bad.GetProperty("left").GetInt64());
        Assert.Equal($"dagrs history --yaml dagrs.yaml {Runs.Empty().Id} 'good one'", good.GetProperty("again").GetString());
        Assert.Equal(1000, details[3].GetProperty("left").GetInt64());
        Assert.False(details[3].TryGetProperty("again", out _)); // the stored run holds no more of it
        Assert.Equal("all", Output(details[2]));
        Assert.False(details[2].TryGetProperty("left", out _) || details[2].TryGetProperty("again", out _));
    }

    [LongFact]
    public void No_page_is_above_10_MB_and_failures_keep_most()
    {
        var random = new Random(1);
        byte[] Noise(int length) => [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(' ', '~'))];
        var noisy = Runs.Empty() with
        {
            ExitCode = 1,
            Tasks = [.. Enumerable.Range(0, 3000).Select(task => task % 20 == 19 ? Runs.Failed($"{task}", 0, task, 1, "exited with code 1", 1) with { Output = new(Noise(100_000), 0) } : Runs.Done($"{task}", 0, task, 1) with { Output = new(Noise(5000), 0), Command = Encoding.ASCII.GetString(Noise(1000)) })],
        };
        var page = Pages.Text(noisy);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), MostBytes * 8 / 10, MostBytes);
        Assert.True(Output(Details(page)[19]).Length > 60_000);

        var wide = Runs.Empty() with { ExitCode = 1, Tasks = [.. Enumerable.Range(0, 60_000).Select(task => (task == 59_000 ? Runs.Failed($"{task} {new string('x', 100)}", 0, 0, 1, "exited with code 1", 1) : Runs.Done($"{task} {new string('x', 100)}", 0, 0, 1)) with { After = task == 0 ? [] : [task - 1] })] };
        page = Pages.Text(wide);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, MostBytes);
        var data = Data(page);
        Assert.Equal(60_000, data.GetProperty("total").GetInt32());
        Assert.InRange(data.GetProperty("id").GetArrayLength(), 10_000, 59_999);
        Assert.Contains(data.GetProperty("id").EnumerateArray(), id => id.GetString()!.StartsWith("59000 ", StringComparison.Ordinal));

        var tied = Runs.Empty() with { Tasks = [.. Enumerable.Range(0, 2000).Select(task => Runs.Done($"{task}", 0, 0, 1) with { After = task < 1000 ? [] : [.. Enumerable.Range(0, 1000)] })] };
        page = Pages.Text(tied);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, MostBytes);
        Assert.False(Data(page).GetProperty("edges").GetBoolean());

        var failing = Runs.Empty() with { ExitCode = 1, Tasks = [.. Enumerable.Range(0, 5000).Select(task => Runs.Failed($"{task}", 0, task, 1, "exited with code 1", 1) with { Command = Encoding.ASCII.GetString(Noise(3000)), Output = new(Noise(8000), 0) })] };
        Assert.InRange(Encoding.UTF8.GetByteCount(Pages.Text(failing)), 1, MostBytes);
    }

    [Theory]
    [InlineData("plain", "|plain")]
    [InlineData("a\e[31mb\e[0mc", "|a,f1|b,|c")]
    [InlineData("\e[1;4;38;5;196mx\e[22my\e[mz", "b u f#ff0000|x,u f#ff0000|y,|z")]
    [InlineData("\e[38;2;1;2;3;48;5;9mx", "f#010203 g9|x")]
    [InlineData("\e[38:2::1:2:3mx\e[38:5:250my", "f#010203|x,f#bcbcbc|y")]
    [InlineData("\e[97;100mx\e[39;49my", "f15 g8|x,|y")]
    [InlineData("\e[7;31mx\e[27my", "v f1|x,f1|y")]
    [InlineData("\e[31mred to the end of its line\nnot here", "f1|red to the end of its line,|\nnot here")]
    [InlineData("\e[2K\e[1A\e]0;title\aplain\e[?25l\b\x07", "|plain")]
    [InlineData("10%\r\e[32m100%\e[0m\r\n", "f2|100%,|\n")]
    [InlineData("\e[38;5mx", "|x")]
    [InlineData("\e[38;5;999my\e[999999999999mx", "|yx")]
    [InlineData("<b>&amp;", "|<b>&amp;")]
    [InlineData("", "")]
    public void Colours_become_stretches_of_one_style(string output, string runs) =>
        Assert.Equal(runs, string.Join(',', ColourRuns.Of(Encoding.UTF8.GetBytes(output)).Select(run => $"{run.Style}|{run.Text}")));

    [Fact]
    public void Any_bytes_become_text_without_control_characters()
    {
        var random = new Random(2);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            for (var at = 0; at < bytes.Length; at++)
            {
                bytes[at] = random.Next(4) == 0 ? "\e[;m0123\n\r"u8[random.Next(10)] : bytes[at];
            }

            Assert.DoesNotContain(ColourRuns.Of(bytes), run => run.Text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')));
        }
    }

    [Theory]
    [InlineData("printf 'a\\tb'\n\tindented\r\nend\0", "printf 'a\\tb'\n\tindented\nend\\u0000")]
    [InlineData("\u202eturned", "\\u202eturned")]
    public void A_command_keeps_its_lines_and_nothing_else_that_is_not_seen(string command, string shown) => Assert.Equal(shown, TaskDetail.Lines(command, 1000));

    [Fact]
    public void A_graph_of_300_tasks_is_drawn_at_once_and_a_larger_one_is_not()
    {
        Assert.Equal(300, Data(Pages.Text(RandomRun.Of(300))).GetProperty("graph").GetProperty("boxes").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, Data(Pages.Text(RandomRun.Of(301))).GetProperty("graph").ValueKind);
    }

    [Fact]
    public void A_run_that_is_no_graph_has_a_page_without_one() =>
        Assert.Equal(JsonValueKind.Null, Data(Pages.Text(Runs.Empty() with { Tasks = [Runs.Done("a", 0, 0, 1) with { After = [1] }, Runs.Done("b", 0, 0, 1) with { After = [0] }] })).GetProperty("graph").ValueKind);

    private static string Output(JsonElement detail) => string.Concat(detail.GetProperty("output").EnumerateArray().Where((_, index) => index % 2 == 1).Select(text => text.GetString()));

    private static JsonElement Data(string page) => JsonDocument.Parse(Between(page, "<script type=\"application/json\" id=\"data\">", "</script>")).RootElement;

    // As the script unpacks them.
    private static Dictionary<int, JsonElement> Details(string page)
    {
        var details = new Dictionary<int, JsonElement>();
        foreach (Match block in Block().Matches(page))
        {
            using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(block.Groups[2].Value)), CompressionMode.Decompress);
            var list = JsonDocument.Parse(gzip).RootElement.EnumerateArray().ToList();
            foreach (var (index, task) in block.Groups[1].Value.Split(' ').Index())
            {
                details.Add(int.Parse(task), list[index]);
            }
        }

        return details;
    }

    private static string Hash(string page, string begin, string end) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Between(page, begin, end))));

    private static string Between(string page, string begin, string end)
    {
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Text(string page) => System.Net.WebUtility.HtmlDecode(Tags().Replace(page[page.IndexOf("<body>", StringComparison.Ordinal)..], ""));

    [GeneratedRegex("<script type=\"application/octet-stream\" class=\"details\" data-tasks=\"([^\"]*)\">([^<]*)</script>")]
    private static partial Regex Block();

    [GeneratedRegex("<h1[^>]*>(.*?)</h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("rel=\"icon\" href=\"([^\"]*)\"")]
    private static partial Regex Icon();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("\n+")]
    private static partial Regex Lines();
}
