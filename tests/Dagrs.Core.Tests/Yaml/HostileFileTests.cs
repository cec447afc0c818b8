using System.Diagnostics;
using System.Text;
using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>
/// Files written to hurt the reader. Each gets its answer within a second or two and in bounded memory. The limits here are wider,
/// and time is that of the processor where it can be had, because a machine that tests is seldom free.
/// </summary>
public class HostileFileTests
{
    private const int Million = 1_000_000;
    private const long MostAllocated = 500L * Million;
    private const string Good = "dagrs: {a: {name: A, cmd: x}}\n";
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Names => [.. Files.Keys.Where(name => !IsVeryLarge(name))];

    public static TheoryData<string> LargeNames => [.. Files.Keys.Where(IsVeryLarge)];

    private static Dictionary<string, (ProblemCode? Expected, Func<string> Text)> Files { get; } = new()
    {
        // alias bombs
        ["bomb in x-"] = (ProblemCode.TooLarge, () => Bomb() + Good),
        ["bomb in after"] = (ProblemCode.TooLarge, () => Bomb() + "dagrs: {a: {name: A, cmd: x, after: *b12}}"),
        ["bomb in cmd"] = (ProblemCode.TooLarge, () => Bomb() + "dagrs: {a: {name: A, cmd: *b12}}"),
        ["bomb in dagrs"] = (ProblemCode.TooLarge, () => Bomb() + "dagrs: *b12"),
        ["bomb of merges"] = (ProblemCode.TooLarge, () => "x-b0: &b0 {name: A, cmd: x}\n" + Each(12, i => $"x-b{i + 1}: &b{i + 1} {{<<: [{Repeat($"*b{i},", 9)}]}}\n") + "dagrs: {a: *b12}"),
        ["bomb of tasks"] = (ProblemCode.TooLarge, () => "x-b0: &b0 {a: {name: A, cmd: x}}\n" + Each(12, i => $"x-b{i + 1}: &b{i + 1} {{k1: *b{i}, k2: *b{i}, k3: *b{i}, k4: *b{i}}}\n") + "dagrs:\n  <<: *b12\n"),
        ["small bomb in after, defused by kind"] = (ProblemCode.WrongKind, () => Bomb(5) + "dagrs: {a: {name: A, cmd: x, after: *b5}}"),
        ["long list, often aliased"] = (ProblemCode.TooLarge, () => "x-l: &l [" + Repeat("a,", 100_000) + "]\ndagrs:\n" + Each(100, i => $" t{i}: {{name: N, cmd: *l}}\n")),

        ["long text, often aliased"] = (ProblemCode.TooLarge, () => $"x-t: &t \"{Letters(3 * Million)}\"\ndagrs:\n" + Each(10_000, i => $" t{i}: {{name: *t, cmd: *t}}\n")),
        ["text of blanks, often aliased"] = (ProblemCode.TooLarge, () => $"x-t: &t \"{Repeat(" ", 3 * Million)}a\"\ndagrs:\n" + Each(10_000, i => $" t{i}: {{name: *t, cmd: *t}}\n")),
        ["short text, very often aliased"] = (null, () => "x-t: &t text\ndagrs:\n" + Each(50_000, i => $" t{i}: {{name: *t, cmd: *t}}\n")),

        // depth
        ["20,000 open flow lists"] = (ProblemCode.TooLarge, () => "x-a: " + Repeat("[", 20_000)),
        ["20,000 flow lists"] = (ProblemCode.TooLarge, () => "x-a: " + Repeat("[", 20_000) + Repeat("]", 20_000) + "\n" + Good),
        ["20,000 flow mappings"] = (ProblemCode.TooLarge, () => "dagrs: " + Repeat("{a: ", 20_000) + Repeat("}", 20_000)),
        ["20,000 block lists"] = (ProblemCode.TooLarge, () => "x-a:\n " + Repeat("- ", 20_000) + "a\n" + Good),
        ["5,000 block mappings"] = (ProblemCode.TooLarge, () => Each(5_000, i => new string(' ', i) + "a:\n")),
        ["20,000 complex keys"] = (ProblemCode.WrongKind, () => Repeat("? ", 20_000) + "a"),
        ["90 levels, an anchor on each"] = (null, () => "x-a: " + Each(90, i => $"&a{i} [") + Repeat("a,", 200_000) + Repeat("]", 90) + "\n" + Good),
        ["merges inside merges"] = (null, () => "dagrs: " + Repeat("{<<: ", 90) + "{" + Each(20_000, i => $"t{i}: {{name: N, cmd: x}},") + Repeat("}", 91)),
        ["a merge chain of 1,000"] = (ProblemCode.TooLarge, () => MergeChain(1_000)),
        ["a merge chain of 10,000"] = (ProblemCode.TooLarge, () => MergeChain(10_000)),
        ["a merge list of 10,000"] = (null, () => "x-m:\n" + Each(10_000, i => $"  - &m{i} {{name: A, cmd: x}}\n") + "dagrs: {a: {<<: [" + Each(10_000, i => $"*m{i},") + "]}}"),
        ["100,000 anchors of one name"] = (null, () => "x-m: [" + Repeat("&a x,", 100_000) + "]\n" + Good),

        // length
        ["plain scalar of 50 MB"] = (ProblemCode.TooLarge, () => "x-a: " + Letters(50 * Million)),
        ["plain scalar of 100 MB"] = (ProblemCode.TooLarge, () => "x-a: " + Letters(100 * Million)),
        ["plain scalar of 50 MB in lines"] = (ProblemCode.TooLarge, () => "x-a:\n" + Repeat("  " + Letters(98) + "\n", 500_000)),
        ["double-quoted scalar of 50 MB"] = (ProblemCode.TooLarge, () => $"x-a: \"{Letters(50 * Million)}\"\n"),
        ["double-quoted scalar of 100 MB"] = (ProblemCode.TooLarge, () => $"x-a: \"{Letters(100 * Million)}\"\n"),
        ["single-quoted scalar of 100 MB"] = (ProblemCode.TooLarge, () => $"x-a: '{Letters(100 * Million)}'\n"),
        ["block scalar of 50 MB"] = (ProblemCode.TooLarge, () => "x-a: |\n  " + Letters(50 * Million)),
        ["block scalar of 100 MB in lines"] = (ProblemCode.TooLarge, () => "x-a: |\n" + Repeat("  " + Letters(97) + "\n", Million)),
        ["folded scalar of 100 MB"] = (ProblemCode.TooLarge, () => "x-a: >\n  " + Letters(100 * Million)),
        ["key of 50 MB"] = (ProblemCode.TooLarge, () => Letters(50 * Million)),
        ["anchor of 50 MB"] = (ProblemCode.TooLarge, () => "x-a: &" + Letters(50 * Million)),
        ["tag of 50 MB"] = (ProblemCode.TooLarge, () => "x-a: !" + Letters(50 * Million)),
        ["directive of 50 MB"] = (ProblemCode.Syntax, () => "%YAML " + Letters(50 * Million)),
        ["directive of 50 MB of digits"] = (ProblemCode.Syntax, () => "%YAML 1." + Repeat("1", 50 * Million)),
        ["comment of 50 MB"] = (ProblemCode.TooLarge, () => "#" + Letters(50 * Million)),
        ["50 MB of blanks"] = (ProblemCode.TooLarge, () => Repeat(" ", 50 * Million)),
        ["50 MB of line breaks"] = (ProblemCode.TooLarge, () => Repeat("\n", 50 * Million)),
        ["id of 1 MB"] = (null, () => $"dagrs:\n  ? {Letters(Million)}\n  : {{name: A, cmd: x}}\n"),
        ["unknown id of 1 MB"] = (ProblemCode.UnknownTask, () => $"dagrs:\n  a: {{name: A, cmd: x, after: {Letters(Million)}}}\n"),
        ["unknown key of 1 MB"] = (ProblemCode.UnknownKey, () => $"? {Letters(Million)}\n: 1\n{Good}"),
        ["command of 3 MB"] = (null, () => $"dagrs: {{a: {{name: A, cmd: \"{Letters(3 * Million)}\"}}}}"),

        // number
        ["300,000 unknown keys"] = (ProblemCode.UnknownKey, () => Each(300_000, i => $"k{i}: 1\n") + Good),
        ["300,000 times one key"] = (ProblemCode.UnknownKey, () => Repeat("k: 1\n", 300_000) + Good),
        ["100,000 wrong tasks in one line"] = (ProblemCode.UnknownKey, () => "dagrs: {" + Each(100_000, i => $"t{i}: {{nme: x}}, ") + "}"),
        ["a list of 1,000,000 repeats"] = (null, () => "dagrs: {b: {name: B, cmd: x}, a: {name: A, cmd: x, after: [" + Repeat("b,", Million) + "]}}"),
        ["1,000,000 free values"] = (null, () => "x-a: [" + Repeat("a,", Million) + "]\n" + Good),
        ["100,000 tasks after themselves"] = (ProblemCode.SelfDependency, () => "dagrs:\n" + Each(100_000, i => $" t{i}: {{name: N, cmd: x, after: t{i}}}\n")),
        ["everything after everything"] = (ProblemCode.Cycle, () => "dagrs:\n" + Each(400, i => $" t{i}: {{name: N, cmd: x, after: [" + Each(400, j => j == i ? "" : $"t{j},") + "]}\n")),

        // broken
        ["flow left open"] = (ProblemCode.Syntax, () => "x-a: [" + Repeat("a,", 500_000)),
        ["flow mapping left open"] = (ProblemCode.Syntax, () => "x-a: {" + Each(200_000, i => $"k{i}: v,")),
        ["double quote left open"] = (ProblemCode.Syntax, () => "x-a: \"" + Letters(Million)),
        ["single quote left open"] = (ProblemCode.Syntax, () => "x-a: '" + Repeat("''", 500_000)),
        ["nothing but directives"] = (ProblemCode.Syntax, () => Repeat("%YAML 1.2\n", 100_000)),
        ["nothing but tags"] = (ProblemCode.Syntax, () => Repeat("%TAG !a! tag:a\n", 100_000)),
        ["nothing but documents"] = (ProblemCode.SecondDocument, () => Repeat("---\n", 200_000)),
        ["nothing but ends of documents"] = (ProblemCode.Syntax, () => Repeat("...\n", 200_000)),
        ["nothing but tabs"] = (ProblemCode.NoTasks, () => Repeat("\t", Million)),
        ["nothing but colons"] = (ProblemCode.Syntax, () => Repeat(": ", 200_000)),
        ["nothing but stars"] = (ProblemCode.BadAlias, () => Repeat("*", Million)),
        ["nothing but ampersands"] = (ProblemCode.Syntax, () => Repeat("& ", 500_000)),
        ["nothing but exclamation marks"] = (ProblemCode.Syntax, () => Repeat("! ", 500_000)),
        ["nothing but commas"] = (ProblemCode.Syntax, () => "[" + Repeat(",", Million)),
        ["nothing but quotes"] = (ProblemCode.Syntax, () => Repeat("'\"", 500_000)),
        ["nothing but high surrogates escaped"] = (ProblemCode.Syntax, () => "x-a: \"" + Repeat("\\ud800", 100_000)),
        ["escape beyond Unicode"] = (ProblemCode.Syntax, () => "x-a: \"\\Uffffffff\"\n" + Good),
        ["NUL bytes"] = (ProblemCode.NotText, () => Good + Repeat("\0", Million)),
        ["NUL escapes"] = (ProblemCode.BadValue, () => "dagrs: {a: {name: \"\\0\", cmd: x}}"),
    };

    [LongTheory(Timeout = 300_000)]
    [MemberData(nameof(Names))]
    public Task A_hostile_file_gets_its_answer_soon_and_in_bounded_memory(string name) => Answer(name);

    [LongTheory(Timeout = 300_000)]
    [MemberData(nameof(LargeNames))]
    public Task A_very_large_one_does_so_too(string name) => Answer(name);

    // Of all values that are much too long two show what becomes of the others.
    private static bool IsVeryLarge(string name) => name.Contains("0 MB", StringComparison.Ordinal) && name is not ("plain scalar of 50 MB" or "double-quoted scalar of 50 MB");

    private static async Task Answer(string name)
    {
        var (expected, text) = Files[name];
        var bytes = Encoding.UTF8.GetBytes(text());

        var (problems, time, allocated) = await Task.Run(() => Measure(bytes));

        if (expected is { } code)
        {
            Assert.Contains(problems, problem => problem.Code == code);
        }
        else
        {
            Assert.Empty(problems);
        }

        Assert.InRange(time, TimeSpan.Zero, LongestTime);
        Assert.InRange(allocated, 0, MostAllocated);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_found_at_the_end_of_a_large_file_too()
    {
        var bytes = Encoding.UTF8.GetBytes(Repeat("# é\n", 5 * Million) + "?");
        bytes[^1] = 0xFF;

        var (problems, time, _) = Measure(bytes);

        Assert.Equal("5000001:1 the file is not UTF-8: byte 0xff", TaskFile.Line(Assert.Single(problems)));
        Assert.InRange(time, TimeSpan.Zero, LongestTime);
    }

    private static (IReadOnlyList<Problem> Problems, TimeSpan Time, long Allocated) Measure(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Clock();
        IReadOnlyList<Problem> problems = [];
        try
        {
            Resolver.Resolve(WorkflowFile.Read(new MemoryStream(bytes), "flow.yaml"));
        }
        catch (InvalidFileException refused)
        {
            problems = refused.Problems;
            Assert.NotEmpty(problems);
            Assert.NotEmpty(refused.Message);
        }

        return (problems, Clock() - start, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // On Linux what this thread has used so far: user and system time, in hundredths of a second.
    private static TimeSpan Clock()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Stopwatch.GetElapsedTime(0);
        }

        var fields = File.ReadAllText("/proc/thread-self/stat").Split(") ")[^1].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[11]) + long.Parse(fields[12])));
    }

    private static string Bomb(int levels = 12) =>
        "x-b0: &b0 [a,a,a,a,a,a,a,a,a]\n" + Each(levels, i => $"x-b{i + 1}: &b{i + 1} [{Repeat($"*b{i},", 9)}]\n");

    private static string MergeChain(int length) =>
        "x-m:\n  - &m0 {name: A, cmd: x}\n" + Each(length, i => $"  - &m{i + 1} {{<<: *m{i}}}\n") + $"dagrs: {{a: *m{length}}}\n";

    private static string Letters(int count) => new('a', count);

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Each(int count, Func<int, string> text) => string.Concat(Enumerable.Range(0, count).Select(text));
}
