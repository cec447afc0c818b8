using System.Text;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>Runs as data, for the tests of whatever is made of them. Each call gives the same.</summary>
internal static class Runs
{
    public static readonly DateTimeOffset Start = new(2026, 3, 14, 15, 9, 26, 535, TimeSpan.FromHours(1));

    /// <summary>The names of all runs that <see cref="Of"/> knows.</summary>
    public static TheoryData<string> Names => [.. All];

    public static IReadOnlyList<string> All { get; } = ["empty", "problems", "mixed", "unfinished", "stopped", "hostile", "random", "large"];

    public static RecordedRun Of(string name) => name switch
    {
        "empty" => Empty(),
        "problems" => Problems(),
        "mixed" => Mixed(),
        "unfinished" => Unfinished(),
        "stopped" => Stopped(),
        "hostile" => Hostile(),
        "random" => RandomRun.Of(60),
        "large" => RandomRun.Of(1000),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>A run of no task at all.</summary>
    public static RecordedRun Empty() => new() { Id = "0123456789abcdef", Version = "1.2.3", File = "dagrs.yaml", Folder = "/home/ann/project", Start = Start, ExitCode = 0 };

    /// <summary>No run, since the file and the command line are wrong.</summary>
    public static RecordedRun Problems() => Empty() with
    {
        ExitCode = 3,
        Problems =
        [
            new("task 'test' depends on 'biuld', which does not exist; did you mean 'build'?", "dagrs.yaml", 12, 15, "DAG011"),
            new("unknown key 'comand'", "ci/<tasks> & more.yaml", 3, 5, "DAG004"),
            new("there is no option '--jbos'; did you mean '--jobs'?"),
        ],
    };

    /// <summary>A task in each state that a finished run can have, with retries, a time-out and a signal; two slots.</summary>
    public static RecordedRun Mixed() => Empty() with
    {
        ExitCode = 1,
        Jobs = 2,
        Duration = Seconds(20),
        Resources = new Dictionary<string, long> { ["memory"] = 2048L * 1024 * 1024, ["port"] = 1 },
        Warnings = ["the terminal has gone"],
        CriticalPath = [0, 2],
        Tasks =
        [
            Done("build", 0, 0, 5) with { Name = "Build all", Tags = ["ci", "fast"], Results = new Dictionary<string, string> { ["version"] = "1.2.3", ["lines"] = "a\nb" }, Output = Text("compiling\ndone\n") },
            Done("lint", 1, 0, 2) with { After = [] },
            Failed("test", 0, 5, 8, "exited with code 3", 3) with { After = [0], Output = Text("line 1\n\e[31mred\e[0m\nlast words\n"), Command = "dotnet test\necho done\n" },
            Failed("wobbly", 1, 2, 6, "succeeded", 0) with
            {
                State = TaskState.Succeeded,
                Attempts = [new(Seconds(2), Seconds(1), "exited with code 1", Text("first try\n")), new(Seconds(4), Seconds(1), "timed out after 1 s", Text("second try\n")), new(Seconds(7), Seconds(1), "succeeded", Text("third\n"))],
                Output = Text("third\n"),
                Warnings = ["it succeeded in attempt 3 of 3"],
            },
            Failed("slow", 0, 13, 7, "timed out after 7 s", null) with { State = TaskState.TimedOut, After = [0], Output = Text("waiting for the server\n"), Ready = Seconds(5), WaitedFor = "slot" },
            Failed("crash", 1, 8, 1, "killed by SIGSEGV", null) with { Signal = "SIGSEGV", Resources = new Dictionary<string, long> { ["port"] = 1 }, Ready = Seconds(1), WaitedFor = "port" },
            Failed("flaky", 1, 9, 4, "exited with code 2", 2) with
            {
                Attempts = [new(Seconds(9), Seconds(1), "exited with code 9", Text("attempt 1\n")), new(Seconds(12), Seconds(1), "exited with code 2", Text("attempt 2\n"))],
                Output = Text("attempt 2\n"),
            },
            Failed("optional", 1, 13, 1, "exited with code 4", 4) with { State = TaskState.FailedAllowed, Words = "failed, allowed: exited with code 4", Output = Text("never mind\n") },
            Failed("cut-short", 1, 14, 6, "canceled", null) with { State = TaskState.Canceled, Output = Text("half of a li") },
            NotStarted("publish", TaskState.NotRun, "not run: 'test' failed") with { After = [2, 1], Because = 2 },
            NotStarted("nightly", TaskState.Skipped, "skipped: its condition does not hold") with { If = "params.nightly == 'yes'" },
            NotStarted("cached", TaskState.UpToDate, "up-to-date"),
            Done("clean-up", 0, 20, 0) with { When = "always", After = [2], Kind = "program", Command = "rm -rf 'a b'" },
            Done("all", 0, 20, 0) with { Kind = "group", Command = null, Slot = null, Attempts = [] },
            Failed("lost", 1, 20, 0, "cannot find the program 'nope' in PATH", null) with { Kind = "program", Command = "nope" },
        ],
    };

    /// <summary>A run in the middle, as a reader of its events has it.</summary>
    public static RecordedRun Unfinished() => Empty() with
    {
        ExitCode = null,
        Jobs = 2,
        Duration = Seconds(3),
        Tasks = [Done("build", 0, 0, 2), Done("test", 0, 2, 1) with { State = TaskState.Running, Words = "running", After = [0] }, NotStarted("publish", TaskState.Pending, "pending") with { After = [1] }],
        CriticalPath = [0, 1],
    };

    /// <summary>A run that a signal ended.</summary>
    public static RecordedRun Stopped() => Empty() with
    {
        ExitCode = 130,
        Stop = "by SIGINT",
        Duration = Seconds(4),
        Tasks =
        [
            Failed("build", 0, 0, 4, "canceled", null) with { State = TaskState.Canceled, Output = Text("working\n") },
            NotStarted("test", TaskState.NotRun, "not run: the run was stopped by SIGINT") with { After = [0] },
        ],
        CriticalPath = [0],
    };

    /// <summary>Names, commands and outputs that some format could take for something else: any bytes, markup, control characters, lone surrogates, a line of 1 MB.</summary>
    public static RecordedRun Hostile()
    {
        var tasks = new List<RecordedTask>();
        foreach (var text in NastyNames.All.Concat(["| <b>", "```\n~~~~~", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "](javascript:alert(1))", "\0nul"]))
        {
            var at = tasks.Count;
            tasks.Add(Failed($"{at} {text}", at % 4, at, 1, text, 1) with
            {
                Name = text,
                Command = text,
                Directory = text,
                Path = text,
                Tags = [text],
                After = at == 0 ? [] : [at / 2],
                Results = new Dictionary<string, string> { [text] = text },
                Warnings = [text],
                Attempts = [new(Seconds(at), TimeSpan.Zero, text, Text(text)), new(Seconds(at), Seconds(1), text, Text(text))],
                Output = Text(text),
            });
        }

        foreach (var (name, bytes) in HostileOutputs)
        {
            tasks.Add(Failed(name, tasks.Count % 4, tasks.Count, 1, "exited with code 1", 1) with { Output = new(bytes, LeftOut: tasks.Count % 2 == 0 ? 0 : 123_456) });
        }

        return Empty() with
        {
            File = "<i>\"my\" & 'yours'</i>\u0001.yaml",
            ExitCode = 1,
            Jobs = 4,
            Duration = Seconds(tasks.Count),
            Stop = "<b>by</b> \ud800",
            Warnings = ["<b>| \u202e"],
            Tasks = tasks,
            CriticalPath = [0, 1, 2],
        };
    }

    /// <summary>Outputs by what is bad about them.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> HostileOutputs { get; } =
    [
        ("all bytes", [.. Enumerable.Range(0, 256).Select(value => (byte)value)]),
        ("all bytes in lines", [.. Enumerable.Range(0, 256).SelectMany(value => new[] { (byte)value, (byte)'\n' })]),
        ("not UTF-8", [0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0xf4, 0x90, 0x80, 0x80]),
        ("half a character", [.. "ä"u8[..1]]),
        ("markup", [.. "</script><script>alert(1)</script> ]]> <![CDATA[ --> <!-- &amp; &#0; \u2028 \u2029 \ufffe \uffff"u8]),
        ("fences", [.. "```\n``````` \n~~~~~~~~~\n    ````\n`````````````"u8]),
        ("orders", [.. "::error::no\n##[error]no\n##vso[task.complete]\n##teamcity[x]\n"u8]),
        ("colours", [.. "\e[1;31mbold red\e[0m \e]0;title\a\e[2J\e[H\e[38;2;1;2;3mtrue\e[48;5;9m256\e[m\r50%\r100%\n"u8]),
        ("one line of 1 MB", [.. Enumerable.Repeat((byte)'x', 1_000_000)]),
        ("1 MB of lines", [.. Enumerable.Repeat("line\n"u8.ToArray(), 200_000).SelectMany(line => line)]),
        ("1 MB of what is written longer", [.. Enumerable.Repeat((byte)'<', 500_000), .. Enumerable.Repeat((byte)1, 500_000)]),
        ("blank", [.. "\n\n\n"u8]),
        ("nothing", []),
    ];

    public static RecordedTask Done(string id, int slot, double start, double seconds) => new()
    {
        Id = id,
        Name = id,
        Kind = "shell",
        Command = $"make {id}",
        Path = "dagrs.yaml",
        Line = 2 + id.Length,
        State = TaskState.Succeeded,
        Words = "succeeded",
        ExitCode = 0,
        Slot = slot,
        Ready = Seconds(start),
        Start = Seconds(start),
        Duration = Seconds(seconds),
        Attempts = [new(Seconds(start), Seconds(seconds), "succeeded")],
    };

    public static RecordedTask Failed(string id, int slot, double start, double seconds, string words, int? exitCode) => Done(id, slot, start, seconds) with
    {
        State = TaskState.Failed,
        Words = words,
        ExitCode = exitCode,
        Attempts = [new(Seconds(start), Seconds(seconds), words)],
    };

    public static RecordedTask NotStarted(string id, TaskState state, string words) => Done(id, 0, 0, 0) with { State = state, Words = words, ExitCode = null, Slot = null, Attempts = [] };

    public static RecordedOutput Text(string text) => new(Encoding.UTF8.GetBytes(text), LeftOut: 0);

    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
