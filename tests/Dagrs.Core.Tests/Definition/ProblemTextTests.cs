using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Definition;

public class ProblemTextTests
{
    [Fact]
    public void A_problem_is_its_place_its_words_its_line_and_a_caret()
    {
        Assert.Equal(
            """
            f.yaml:2:5: error: wrong [DAG005]
                two here
                    ^^^^
            """,
            Text("one\ntwo here\n", new(2, 5, 9)));
    }

    [Fact]
    public void A_suggestion_follows_the_words()
    {
        Assert.Equal(
            """
            f.yaml:1:1: error: wrong; did you mean 'it''s'? [DAG005]
                one
                ^^^
            """,
            ProblemText.Of(Source("one"), [new(ProblemCode.Syntax, new(1, 1, 4), "wrong") { Suggestion = "it''s" }]));
    }

    [Fact]
    public void Notes_follow_with_their_own_places()
    {
        Assert.Equal(
            """
            f.yaml:1:1: error: wrong [DAG005]
                one
                ^
            f.yaml:2:3: note: here
            f.yaml: note: somewhere
            """,
            ProblemText.Of(Source("one\ntwo"), [new(ProblemCode.Syntax, new(1, 1, 2), "wrong") { Notes = [new("here", new(2, 3, 4)), new("somewhere", default)] }]));
    }

    [Fact]
    public void A_problem_without_a_place_is_one_line()
    {
        Assert.Equal("f.yaml: error: wrong [DAG005]", Text("one", default));
    }

    [Theory]
    [InlineData(9, 1, 2)] // no such line
    [InlineData(2, 1, 2)] // an empty line
    public void Where_there_is_nothing_to_quote_there_is_no_caret(int line, int column, int end)
    {
        Assert.Equal($"f.yaml:{line}:{column}: error: wrong [DAG005]", Text("one\n\nthree", new(line, column, end)));
    }

    [Theory]
    [InlineData(1, 2, "^")]
    [InlineData(2, 0, " ^")] // an end that is not known
    [InlineData(3, int.MaxValue, "  ^^")] // on another line
    [InlineData(5, 6, "    ^")] // right behind the line
    [InlineData(99, 100, "    ^")]
    [InlineData(0, 0, "^")]
    [InlineData(-5, -9, "^")]
    public void A_caret_stays_under_its_line(int column, int end, string caret)
    {
        Assert.Equal(["    four", "    " + caret], Text("four", new(1, column, end)).Split('\n')[1..]);
    }

    [Theory]
    [InlineData("a\tb", 3, "    a b", "      ^")]
    [InlineData("a\u001Bb", 3, "    a\uFFFDb", "      ^")]
    [InlineData("a\u202Eb", 3, "    a\uFFFDb", "      ^")]
    [InlineData("äöü", 2, "    äöü", "     ^")]
    public void Each_character_keeps_its_column_and_none_can_harm(string line, int column, string shown, string caret)
    {
        Assert.Equal([shown, caret], Text(line, new(1, column, column + 1)).Split('\n')[1..]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(500)]
    [InlineData(939)]
    [InlineData(940)]
    [InlineData(999)]
    public void A_long_line_is_cut_round_the_caret(int at)
    {
        var line = new StringBuilder(new string('.', 1000)) { [at] = 'X' };

        var lines = Text(line.ToString(), new(1, at + 1, at + 2)).Split('\n');

        Assert.Equal(4 + 120, lines[1].Length);
        Assert.Equal(lines[1].IndexOf('X', StringComparison.Ordinal), lines[2].IndexOf('^', StringComparison.Ordinal));
        Assert.Single(lines[2], '^');
    }

    [Fact]
    public void A_caret_does_not_leave_a_line_that_is_cut()
    {
        var lines = Text(new string('.', 1000), new(1, 1, 1001)).Split('\n');

        Assert.Equal("    " + new string('^', 120), lines[2]);
    }

    [Fact]
    public void Words_and_paths_cannot_break_the_line()
    {
        var text = ProblemText.Of(new SourceText("a\nb.yaml", default), [new(ProblemCode.Syntax, default, "wrong\n\u001B[31m") { Suggestion = "a\rb" }]);

        Assert.Equal("a\\nb.yaml: error: wrong\\n\\u001b[31m; did you mean 'a\\rb'? [DAG005]", text);
    }

    [Fact]
    public void Endless_words_are_cut()
    {
        Assert.InRange(Text("one", default, new string('w', 1_000_000)).Length, 3000, 5000);
    }

    [LongFact]
    public void Very_many_problems_in_one_long_line_are_shown_at_once()
    {
        var text = "dagrs: {" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"t{i}: {{nme: x}}, ")) + "}";

        var problems = Assert.Throws<InvalidFileException>(() => Resolver.Resolve(WorkflowFile.Parse(text))).Problems;

        Assert.Equal("9000 more problems are not shown", problems[^1].Message);
    }

    private static string Text(string source, Place place, string message = "wrong") =>
        ProblemText.Of(Source(source), [new(ProblemCode.Syntax, place, message)]);

    private static SourceText Source(string text) => new("f.yaml", Encoding.UTF8.GetBytes(text));
}
