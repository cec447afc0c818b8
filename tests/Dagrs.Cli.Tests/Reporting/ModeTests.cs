using System.Diagnostics;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Reporting;

/// <summary>What each way to show output keeps whole when tasks write much at once, and what it costs when the reader is slow.</summary>
public sealed class ModeTests
{
    public static TheoryData<string> Modes => ["prefix", "group", "keep-order", "errors-only", "raw"];

    [LongTheory]
    [MemberData(nameof(Modes))]
    public async Task Ten_tasks_of_ten_thousand_lines_at_once_lose_nothing_and_tear_no_line(string mode)
    {
        var tasks = Enumerable.Range(0, 10).Select(i => $"t{i}").ToList();
        var yaml = "dagrs:\n" + string.Concat(tasks.Select(task => $"  {task}: {{ name: {task}, cmd: \"seq -f '{task} writes line %.0f of many' 10000; exit {(mode == "errors-only" ? 1 : 0)}\" }}\n"));

        var ran = await DagrsTest.Of(yaml, "-k", "-j10", "-q", "--log-level", "off", "-o", mode).Limit(TimeSpan.FromMinutes(2)).ExitsWith(mode == "errors-only" ? 1 : 0).RunAsync();

        var lines = ran.Out.Split('\n').TakeWhile(line => line.Length > 0).ToList();
        if (mode == "raw")
        {
            // Lines of several tasks may be cut by each other there, but no byte is lost.
            var letters = tasks.Sum(task => Enumerable.Range(1, 10_000).Sum(i => $"{task} writes line {i} of many\n".Length));
            Assert.Equal(letters, ran.Out.Length);
            return;
        }

        foreach (var task in tasks)
        {
            var prefix = mode is "prefix" or "keep-order" ? $"[{task}] " : "";
            var own = lines.Where(line => line.StartsWith($"{prefix}{task} ", StringComparison.Ordinal));
            Assert.Equal(Enumerable.Range(1, 10_000).Select(i => $"{prefix}{task} writes line {i} of many"), own);
        }

        Assert.Equal(100_000, lines.Count(line => !line.StartsWith("==> ", StringComparison.Ordinal)));
        if (mode != "prefix")
        {
            var turns = lines.Where(line => !line.StartsWith("==> ", StringComparison.Ordinal)).Select(line => line.Split(' ').First(word => word[0] == 't')).ToList();
            Assert.Equal(10, 1 + turns.Zip(turns.Skip(1)).Count(pair => pair.First != pair.Second));
        }
    }

    [Fact]
    public async Task Raw_bytes_pass_untouched()
    {
        using var folder = new TempFolder();
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(b => (byte)b), 0xff, 0xfe];
        folder.Write("bytes", bytes);
        folder.Write("inner.yaml", "dagrs: { a: { name: A, cmd: cat bytes } }");
        await DagrsTest.Of($"dagrs: {{ a: {{ name: A, cmd: \"'{Paths.Dagrs}' -f inner.yaml -q -o raw > out\" }} }}", "-q").In(folder).RunAsync();
        Assert.Equal(bytes, File.ReadAllBytes(folder["out"]));
    }

    [LongFact]
    public Task In_raw_output_the_lines_of_dagrs_begin_where_lines_begin() => DagrsTest.Of("dagrs: { a: { name: A, cmd: printf half } }", "-o", "raw")
        .Prints(
            """
            info   [Start] -> A -> [End]
            info   Executing Task[name: A]
            half
            info   Task executed successfully. [name: A] in {time}
            1 task: 1 succeeded in {time}
            """)
        .RunAsync();

    // The runtime's own share is about 60 MB in a debug build and 20 MB in the native one.
    [LongTheory]
    [MemberData(nameof(Modes))]
    public async Task A_slow_reader_of_100_MB_does_not_fill_the_memory(string mode)
    {
        const int size = 100_000_000;
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", $"dagrs: {{ a: {{ name: A, cmd: \"'{Paths.TestProgram}' spam {size}; exit 1\" }} }}");
        var start = new ProcessStartInfo(Paths.Dagrs, ["-q", "--log-level", "off", "-o", mode]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true };
        start.Environment.Remove("CI");
        start.Environment.Remove("GITHUB_ACTIONS");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var dagrs = Process.Start(start)!;
        var buffer = new byte[1024 * 1024];
        var peak = 0L;
        var x = 0L;
        var watch = Stopwatch.StartNew();
        int count;
        while ((count = await dagrs.StandardOutput.BaseStream.ReadAsync(buffer, limit.Token)) > 0)
        {
            x += buffer.AsSpan(0, count).Count((byte)'x');
            peak = Math.Max(peak, PeakMemory(dagrs.Id));
            var ahead = TimeSpan.FromSeconds(x / 50e6) - watch.Elapsed;
            await Task.Delay(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero, limit.Token);
        }

        await dagrs.WaitForExitAsync(limit.Token);
        Assert.Equal(1, dagrs.ExitCode);
        Assert.InRange(x, size / 80 * 79, (size / 80 * 79) + 2000);
        Assert.InRange(peak, 1, 100_000_000);
    }

    [LongFact]
    public async Task A_task_that_writes_byte_by_byte_to_a_slow_reader_does_not_fill_the_memory()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: \"head -c 2000000 /dev/zero | tr '\\\\0' x | dd bs=1 2>/dev/null\" } }");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var dagrs = Process.Start(new ProcessStartInfo(Paths.Dagrs, ["-q", "-o", "raw"]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true })!;
        await Task.Delay(TimeSpan.FromSeconds(1), limit.Token);
        var peak = PeakMemory(dagrs.Id);
        var text = await dagrs.StandardOutput.ReadToEndAsync(limit.Token);
        await dagrs.WaitForExitAsync(limit.Token);
        Assert.Equal(2_000_000, text.Length);
        Assert.InRange(peak, 1, 100_000_000);
    }

    // The most memory that a process has had at once, in bytes; 0 when it is gone.
    private static long PeakMemory(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
