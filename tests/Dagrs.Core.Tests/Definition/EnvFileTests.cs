using Dagrs.Core.Definition;
using Dagrs.Core.Tests.Support;
using FsCheck.Fluent;

namespace Dagrs.Core.Tests.Definition;

/// <summary>Files of variables, as docker compose documents them.</summary>
public sealed class EnvFileTests
{
    private static readonly Dictionary<string, string> Outside = new() { ["USER"] = "me", ["EMPTY"] = "", ["CMD"] = "$(id) ${USER}" };

    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("A=", "")]
    [InlineData("A =  b \t", "b")]
    [InlineData("A: b", "b")]
    [InlineData("export A=b", "b")]
    [InlineData("export\tA=b", "b")]
    [InlineData("\ufeffA=b", "b")]
    [InlineData("  A=b c", "b c")]
    [InlineData("A=b\r\n", "b")]
    [InlineData("A=b=c", "b=c")]
    [InlineData("A=b # comment", "b")]
    [InlineData("A=b# no comment", "b# no comment")]
    [InlineData("A=#no-comment", "#no-comment")]
    [InlineData("A= # comment", "")]
    [InlineData("A=b # one # two", "b")]
    [InlineData("A=it's", "it's")]
    [InlineData(@"A=a\tb", @"a\tb")]
    [InlineData("A='b'", "b")]
    [InlineData("A='b # c' # comment", "b # c")]
    [InlineData("A='$USER ${USER}'", "$USER ${USER}")]
    [InlineData(@"A='a\tb'", @"a\tb")]
    [InlineData(@"A='Let\'s go!'", "Let's go!")]
    [InlineData("A=''", "")]
    [InlineData("A='b\n#c\n'", "b\n#c\n")]
    [InlineData("A=\"b\"", "b")]
    [InlineData("A=\"b # c\"#comment", "b # c")]
    [InlineData("A=\"b\r\nc\"", "b\nc")]
    [InlineData("A=\"a\\nb\\r\\t\\\\\\\"\\$USER\"", "a\nb\r\t\\\"$USER")]
    [InlineData("A=\"a\\db\"", "a\\db")]
    [InlineData("A=\"{\\\"hello\\\": \\\"json\\\"}\"", "{\"hello\": \"json\"}")]
    [InlineData("A=$USER", "me")]
    [InlineData("A=a${USER}b", "ameb")]
    [InlineData("A=\"$USER!\"", "me!")]
    [InlineData("A=$NOWHERE.", ".")]
    [InlineData("A=${USER:-x}", "me")]
    [InlineData("A=${NOWHERE:-x y}", "x y")]
    [InlineData("A=${EMPTY:-x}", "x")]
    [InlineData("A=${EMPTY-x}", "")]
    [InlineData("A=${NOWHERE-x}", "x")]
    [InlineData("A=${NOWHERE:-${USER}}", "me")]
    [InlineData("A=${NOWHERE:-${NOWHERE:-$USER!}}", "me!")]
    [InlineData("A=${USER:+x}", "x")]
    [InlineData("A=${EMPTY:+x}", "")]
    [InlineData("A=${EMPTY+x}", "x")]
    [InlineData("A=${NOWHERE+x}", "")]
    [InlineData("A=${USER:?no}", "me")]
    [InlineData("A=${EMPTY?no}", "")]
    [InlineData("A=${USER:-${NOWHERE:?no}}", "me")] // not asked for
    [InlineData("A=$$USER", "$USER")]
    [InlineData("A=$5 and $", "$5 and $")]
    [InlineData("A=$(date) `date`", "$(date) `date`")]
    [InlineData("A=$CMD", "$(id) ${USER}")] // what is put in is not read again
    public void A_line_sets_a_variable(string text, string value)
    {
        var file = Read(text);
        Assert.Empty(file.Problems);
        Assert.Equal(new EnvVariable("A", value, 1), Assert.Single(file.Variables));
    }

    [Fact]
    public void Comments_and_blank_lines_say_nothing_and_each_line_knows_its_number() => Assert.Equal(
        [new("A", "1\n2", 3), new("B", "x", 6), new("USER", "me", 7), new("a.b-c_1", "", 9)],
        Read("# A=0\n\nA='1\n2'\n  # B=0\nB=x\nUSER\nNOWHERE\nexport a.b-c_1=\n").Variables);

    [Fact]
    public void Earlier_lines_come_before_what_is_set_outside() => Assert.Equal(
        [new("USER", "you", 1), new("A", "you", 2), new("USER", "us", 3), new("B", "us you", 4)],
        Read("USER=you\nA=$USER\nUSER=us\nB=\"$USER $A\"").Variables);

    [Theory]
    [InlineData("=b", 1, 1, "the name is missing; a line is NAME=value, a comment begins with '#'")]
    [InlineData("\n  1A=b", 2, 3, "the name is missing; a line is NAME=value, a comment begins with '#'")]
    [InlineData("A B=c", 1, 3, "'=' is missing after the name; a name consists of letters, digits, '_', '-' and '.'")]
    [InlineData("A='b\nC=d", 1, 3, "this quote is not closed")]
    [InlineData("A=\"b\\\"\nC=d", 1, 3, "this quote is not closed")]
    [InlineData("\nA='b' c", 2, 7, "only a comment can follow the closing quote; escape a quote inside the value with '\\'")]
    [InlineData("A='b\n' c", 2, 3, "only a comment can follow the closing quote; escape a quote inside the value with '\\'")]
    [InlineData("A=${USER", 1, 3, "this '${' is not closed: '}' is missing")]
    [InlineData("A=\"${NOWHERE:-x\"", 1, 4, "this '${' is not closed: '}' is missing")]
    [InlineData("A=\"\n ${USER/a/b}\"", 2, 2, "expected ${NAME}, ${NAME:-default}, ${NAME:?message} or ${NAME:+text}; for the literal characters put the value in single quotes")]
    [InlineData("A=${}", 1, 3, "expected ${NAME}, ${NAME:-default}, ${NAME:?message} or ${NAME:+text}; for the literal characters put the value in single quotes")]
    [InlineData("A=${{ x }}", 1, 3, "expected ${NAME}, ${NAME:-default}, ${NAME:?message} or ${NAME:+text}; for the literal characters put the value in single quotes")]
    [InlineData("A=${NOWHERE:?set it}", 1, 3, "'NOWHERE' is not set or is empty: set it")]
    [InlineData("A=${EMPTY:?$USER}", 1, 3, "'EMPTY' is not set or is empty: $USER")]
    [InlineData("A=${NOWHERE?}", 1, 3, "'NOWHERE' is not set")]
    public void A_problem_has_its_place(string text, int line, int column, string message) =>
        Assert.Equal(new EnvFileProblem(message, line, column), Assert.Single(Read(text).Problems));

    [Fact]
    public void All_problems_are_found_at_once()
    {
        var file = Read("A B\nC=\"${\nx\" \nD=1\n=\nE='1' 2\nF=2");
        Assert.Equal([(1, 3), (2, 4), (5, 1), (6, 7)], file.Problems.Select(problem => (problem.Line, problem.Column)));
        Assert.Equal(["D", "F"], file.Variables.Select(variable => variable.Name));
    }

    [Fact]
    public void A_problem_shows_no_part_of_a_value() => Assert.All(
        Read("KEY=\"${x\"\nKEY=-----BEGIN\nMIIEsecret+x\nsecret==x\n'secret\nB='secret' secret\nC=\"secret").Problems,
        problem => Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal));

    [Fact]
    public void Nesting_has_a_bound()
    {
        var text = string.Concat(Enumerable.Repeat("${A:-", 100_000));
        Assert.Equal("this is nested more than 20 levels deep", Assert.Single(Read("B=" + text).Problems).Message);
    }

    [Fact]
    public void A_file_of_a_megabyte_is_read_like_others()
    {
        Assert.Equal(100_000, Read(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"A{i}=${{A{i - 1}:-1}}\n"))).Variables.Count);
        Assert.Equal(250_000, Read(string.Concat(Enumerable.Repeat("A B\n", 250_000))).Problems.Count);
        Assert.Single(Read(string.Concat(Enumerable.Repeat("A=${\"\n", 150_000)) + "B=\"").Problems, problem => problem.Message == "this quote is not closed");
    }

    [Fact]
    public void Whatever_the_text_it_is_read_or_refused_at_a_place_in_it()
    {
        string[] pieces = ["A", "=", "'", "\"", "\\", "$", "{", "}", ":-", "?", "+", "#", " ", "\n", "\r\n", "\r", "${A", "export ", "1", "\0", "é", "🚀", ":"];
        RandomFile.Check(from size in Gen.Choose(0, 60) from some in Gen.ArrayOf(Gen.Elements(pieces), size) select string.Concat(some), Suite.Cases(all: 50_000, few: 5000), text =>
        {
            var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
            var file = Read(text);
            Assert.All(file.Problems, problem => Assert.InRange(problem.Column, 1, lines[problem.Line - 1].Length + 1));
            Assert.All(file.Variables, variable => Assert.Contains(variable.Name, lines[variable.Line - 1], StringComparison.Ordinal));
        });
    }

    private static EnvFile Read(string text) => EnvFileReader.Read(text, Outside.GetValueOrDefault);
}
