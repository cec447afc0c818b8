using System.Text;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>
/// Command lines and files that nobody should write. Each ends soon with one of the exit codes and words of its own: that there is
/// no stack trace, no escape sequence and no "dagrs itself failed" is checked for every run (see <see cref="Ran"/>).
/// </summary>
public sealed class NastyTests
{
    private const string Good = "dagrs: { a: { name: A, cmd: echo a } }";

    public static TheoryData<string, int, string> Texts { get; } = new()
    {
        { "nothing at all", 3, "" },
        { "blanks", 3, "   \n\t\n" },
        { "a comment", 3, "# nothing\n" },
        { "a text", 3, "hello" },
        { "a list", 3, "- a\n- b\n" },
        { "a number", 3, "42" },
        { "dagrs is null", 3, "dagrs:\n" },
        { "dagrs is a text", 3, "dagrs: hello\n" },
        { "dagrs is a list", 3, "dagrs: [ a, b ]\n" },
        { "dagrs is an empty mapping", 3, "dagrs: {}\n" },
        { "a task is null", 3, "dagrs:\n  a:\n" },
        { "a task is a text", 3, "dagrs:\n  a: echo\n" },
        { "a task is a list", 3, "dagrs:\n  a: [ echo ]\n" },
        { "a key is a list", 3, "dagrs:\n  [ a, b ]: { name: A, cmd: echo }\n" },
        { "a key is a mapping", 3, "dagrs:\n  { a: b }: { name: A, cmd: echo }\n" },
        { "a key is null", 3, "dagrs:\n  ? \n  : { name: A, cmd: echo }\n" },
        { "an empty id", 3, "dagrs: { '': { name: A, cmd: echo } }" },
        { "a name is a mapping", 3, "dagrs: { a: { name: { b: c }, cmd: echo } }" },
        { "after is a mapping", 3, "dagrs: { a: { name: A, after: { b: c }, cmd: echo } }" },
        { "after holds a list", 3, "dagrs: { a: { name: A, after: [ [ b ] ], cmd: echo } }" },
        { "after holds a null", 3, "dagrs: { a: { name: A, after: [ ~, '' ], cmd: echo } }" },
        { "cmd is a mapping", 3, "dagrs: { a: { name: A, cmd: { b: c } } }" },
        { "cmd is an empty list", 3, "dagrs: { a: { name: A, cmd: [] } }" },
        { "cmd holds a list", 3, "dagrs: { a: { name: A, cmd: [ [ echo ] ] } }" },
        { "a key twice", 3, "dagrs: { a: { name: A, name: B, cmd: echo } }" },
        { "a task twice", 3, "dagrs:\n  a: { name: A, cmd: echo }\n  a: { name: B, cmd: echo }\n" },
        { "dagrs twice", 3, Good + "\n" + Good + "\n" },
        { "two documents", 3, Good + "\n---\n" + Good + "\n" },
        { "an unclosed brace", 3, "dagrs: { a: { name: A" },
        { "an unclosed quote", 3, "dagrs: { a: { name: \"A, cmd: echo } }" },
        { "a tab for a blank", 3, "dagrs:\n\ta:\n\t\tname: A\n" },
        { "wrong indentation", 3, "dagrs:\n  a:\n    name: A\n   cmd: echo\n" },
        { "an unknown alias", 3, "dagrs: { a: *nobody }" },
        { "an alias to itself", 3, "dagrs: &x { a: *x }" },
        { "a merge of a text", 3, "dagrs: { a: { <<: b, name: A, cmd: echo } }" },
        { "a merge of itself", 3, "dagrs:\n  a: &a\n    <<: *a\n    name: A\n" },
        { "a directive of YAML", 3, "%YAML 9.9\n---\ndagrs: 1\n" },
        { "a directive of nobody", 3, "%FOO bar\n%FOO bar\ndagrs: 1\n" },
        { "a tag", 3, "dagrs: !!python/object:os.system { a: 1 }" },
        { "only braces", 3, new string('{', 10_000) },
        { "only brackets", 3, new string('[', 10_000) },
        { "only dashes", 3, string.Concat(Enumerable.Repeat("- ", 10_000)) },
        { "only question marks", 3, string.Concat(Enumerable.Repeat("? ", 10_000)) },
        { "deep indentation", 3, string.Concat(Enumerable.Range(0, 2_000).Select(i => new string(' ', i) + "a:\n")) },
        { "a bomb of aliases", 3, "x-a: &a [ x, x, x, x, x, x, x, x, x ]\n" + string.Concat("bcdefghij".Select(c => $"x-{c}: &{c} [ {string.Join(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 9))} ]\n")) + "dagrs: *j\n" },
        { "a NUL", 3, "dagrs: { a: { name: \"A\0\", cmd: echo } }" },
        { "an escaped NUL", 3, "dagrs: { a: { name: A, cmd: \"echo \\0\" } }" },
        { "half a surrogate", 3, "dagrs: { a: { name: \"\\uD800\", cmd: " },
        { "control characters", 3, "dagrs: \u0001\u0002\u001b[2J\u007f" },
        { "a wrong escape", 3, "dagrs: { a: { name: \"\\q\", cmd: echo } }" },
        { "a loop of two", 3, "dagrs: { a: { name: A, after: b, cmd: echo }, b: { name: B, after: a, cmd: echo } }" },
        { "a long line", 3, "dagrs: { a: { name: A, cmb: " + new string('x', 1_000_000) + " } }" },
        { "a thousand problems", 3, "dagrs:\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"  t{i}: {{ nam: A, after: [ q{i} ] }}\n")) },
        { "a long id", 1, $"dagrs: {{ {new string('i', 1000)}: {{ name: {new string('n', 10_000)}, cmd: exit 1 }} }}" },
        { "a shell text with errors", 1, "dagrs: { a: { name: A, cmd: \"if; then $( \\\" '\" } }" },
        { "a command longer than any can be", 1, "dagrs: { a: { name: A, cmd: 'echo " + new string('x', 3_000_000) + "' } }" },
        { "an argument longer than any can be", 1, "dagrs: { a: { name: A, cmd: [ echo, " + new string('x', 200_000) + " ] } }" },
        { "a comma too many", 0, "dagrs: { a: { name: A, cmd: echo a, }, }" },
        { "words that YAML reads as something else", 0, "dagrs: { 1: { name: 2, cmd: 'true' }, true: { name: no, after: 1, cmd: true }, ~: { name: 0x1F, after: [ true, 1 ], cmd: true } }" },
    };

    public static TheoryData<string, string[]> Lines { get; } = new()
    {
        { "an empty argument", [""] },
        { "blanks", [" "] },
        { "an empty value", ["--yaml="] },
        { "a value of equals signs", ["--yaml===="] },
        { "an empty log level", ["--log-level="] },
        { "only dashes", ["---"] },
        { "an option of dashes and equals signs", ["--=--"] },
        { "an unknown option with line breaks", ["--foo\nbar\e[2J"] },
        { "an unknown task with line breaks", ["foo\nbar\e[2J"] },
        { "a long option", ["--" + new string('x', 100_000)] },
        { "a long task", [new string('x', 100_000)] },
        { "many tasks", [.. Enumerable.Range(0, 5_000).Select(i => $"task{i}")] },
        { "a long file name", ["-f", new string('x', 100_000)] },
        { "a file name with a NUL's neighbour", ["-f", "\u0001\u007f"] },
        { "a file below a file", ["-f", "dagrs.yaml/x"] },
        { "a device", ["-f", "/dev/null"] },
        { "a folder with a slash", ["-f", "/"] },
        { "a folder that is long", ["-C", new string('x', 100_000)] },
        { "a long log", ["--log-path", new string('x', 100_000)] },
        { "a log with line breaks below a file", ["--log-path", "dagrs.yaml/a\nb\e[2J"] },
        { "a log in /proc", ["--log-path", "/proc/nobody/run.log"] },
        { "a large number", ["-j", "9999999999999999999999"] },
        { "a number in words", ["-j", "NaN"] },
        { "a number in other digits", ["-j", "٣"] },
        { "letters run together", ["-kqx"] },
        { "letters that exclude each other", ["-k", "--fail-fast"] },
        { "a value for a switch", ["--quiet=perhaps"] },
        { "a URL", ["-f", "https://example.com/dagrs.yaml"] },
        { "a command twice", ["check", "check"] },
        { "a command in a command", ["run", "check", "--", "check"] },
        { "everything", ["check", "-f", "-", "-C", "/nowhere", "--endpoints", "single", "--", "-x"] },
    };

    // What is said of most of them is tested without a process as well; here each is shown to end with it.
    [LongTheory]
    [MemberData(nameof(Texts))]
    public async Task A_nasty_file_gets_its_words(string what, int exitCode, string text)
    {
        _ = what;
        var ran = await new DagrsTest().File("dagrs.yaml", Encoding.UTF8.GetBytes(text)).Limit(TimeSpan.FromSeconds(20)).ExitsWith(exitCode)
            .ComplainsOf("")
            .RunAsync();
        Assert.Equal(exitCode == 3, ran.Error.StartsWith("dagrs.yaml:", StringComparison.Ordinal) && ran.Error.Contains(" error: ", StringComparison.Ordinal));
        Assert.True(ran.Error.Length < 1_000_000, "the message is far too long");
    }

    [LongTheory]
    [MemberData(nameof(Lines))]
    public async Task A_nasty_command_line_gets_its_words(string what, string[] arguments)
    {
        _ = what;
        var ran = await new DagrsTest(arguments).File("dagrs.yaml", Good).ExitsWith(2, 3).ComplainsOf("error: ").PrintsNothing().RunAsync();
        Assert.True(ran.Error.Length < 1_000_000, "the message is far too long");
        Assert.All(ran.Error, c => Assert.True(c == '\n' || !char.IsControl(c), $"control character {(int)c:x}"));
    }

    [LongFact]
    public Task Bytes_that_are_not_UTF_8_are_told_with_their_place() =>
        new DagrsTest().File("dagrs.yaml", [.. "dagrs:\n  a: "u8, 0xff, 0xfe]).ExitsWith(3).ComplainsOf("dagrs.yaml:2:6: error: the file is not UTF-8: byte 0xff").RunAsync();

    [LongFact]
    public Task A_file_in_UTF_16_is_told() => new DagrsTest().File("dagrs.yaml", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Good)).ToArray()).ExitsWith(3)
        .ComplainsOf("dagrs.yaml:1:1: error: ")
        .RunAsync();

    [LongFact]
    public Task A_program_instead_of_a_file_is_told() => new DagrsTest().File("dagrs.yaml", File.ReadAllBytes(Paths.Dagrs)).ExitsWith(3).ComplainsOf("dagrs.yaml:1:").RunAsync();
}
