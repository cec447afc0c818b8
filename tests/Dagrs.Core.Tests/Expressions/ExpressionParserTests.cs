using Dagrs.Core.Expressions;

namespace Dagrs.Core.Tests.Expressions;

/// <summary>What a text is read as, shown with a parenthesis round every operation.</summary>
public sealed class ExpressionParserTests
{
    [Theory]
    [InlineData("'a'", "'a'")]
    [InlineData("''", "''")]
    [InlineData("'it''s'", "'it''s'")]
    [InlineData("''''", "''''")]
    [InlineData("'}}'", "'}}'")]
    [InlineData("'${{ x }}'", "'${{ x }}'")]
    [InlineData("'a\nb'", "'a\nb'")]
    [InlineData("true", "true")]
    [InlineData("'true'", "true")]
    [InlineData("false", "false")]
    [InlineData("os", "os")]
    [InlineData("params.version", "params.version")]
    [InlineData("params['version']", "params.version")]
    [InlineData("params.a-b_c1", "params.a-b_c1")]
    [InlineData("params.1", "params.1")]
    [InlineData("env.größe", "env.größe")]
    [InlineData("env['a.b']", "env['a.b']")]
    [InlineData("env['']", "env['']")]
    [InlineData("tasks.x.state", "tasks.x.state")]
    [InlineData("tasks['web:build'].results.x", "tasks['web:build'].results.x")]
    [InlineData("tasks['test[os=linux]'].results['it''s']", "tasks['test[os=linux]'].results['it''s']")]
    [InlineData("tasks.results.results.results", "tasks.results.results.results")]
    [InlineData(" tasks . x\n.\tstate ", "tasks.x.state")]
    [InlineData("a_is_a == b", null)]
    [InlineData("!ci", "(!ci)")]
    [InlineData("!!ci", "(!(!ci))")]
    [InlineData("!ci == true", "((!ci) == true)")]
    [InlineData("os=='a'", "(os == 'a')")]
    [InlineData("os == 'a' && arch != 'b' || ci", "(((os == 'a') && (arch != 'b')) || ci)")]
    [InlineData("ci || os == 'a' && arch != 'b'", "(ci || ((os == 'a') && (arch != 'b')))")]
    [InlineData("ci && (ci || ci)", "(ci && (ci || ci))")]
    [InlineData("ci && ci && ci", "(ci && ci && ci)")]
    [InlineData("ci && (ci && ci)", "(ci && (ci && ci))")]
    [InlineData("(os == arch) == ci", "((os == arch) == ci)")]
    [InlineData("!(os == arch)", "(!(os == arch))")]
    [InlineData("((os))", "os")]
    [InlineData("contains(os,'a')", "contains(os, 'a')")]
    [InlineData("one-of( os , 'a b' )", "one-of(os, 'a b')")]
    [InlineData("default(env.X, default(env.Y, ''))", "default(env.X, default(env.Y, ''))")]
    [InlineData("exists(os == arch || ci)", "exists(((os == arch) || ci))")]
    public void A_text_is_read_as_its_author_means_it(string text, string? shape)
    {
        if (shape is null)
        {
            Read.Error(text);
        }
        else
        {
            Assert.Equal(shape, Shape(Read.Expression(text)));
        }
    }

    [Theory]
    [InlineData("!ci == true", "!ci == true")]
    [InlineData("(( ci || ci ))&&ci", "(ci || ci) && ci")]
    [InlineData("ci || (ci && ci)", "ci || ci && ci")]
    [InlineData("ci && (ci && ci)", "ci && (ci && ci)")]
    [InlineData("(os == arch) != (ci == ci)", "(os == arch) != (ci == ci)")]
    [InlineData("!(os == arch)", "!(os == arch)")]
    [InlineData("!(ci && ci)", "!(ci && ci)")]
    [InlineData("contains((ci || ci), (os))", "contains(ci || ci, os)")]
    public void It_is_written_with_no_more_parentheses_than_it_needs(string text, string written) => Assert.Equal(written, Read.Expression(text).ToString());

    [Theory]
    [InlineData("params.x", ReferenceKind.Parameter, "x", "")]
    [InlineData("matrix.x", ReferenceKind.Matrix, "x", "")]
    [InlineData("env.x", ReferenceKind.Variable, "x", "")]
    [InlineData("tasks.x.state", ReferenceKind.TaskState, "x", "")]
    [InlineData("tasks.x.results.y", ReferenceKind.TaskResult, "x", "y")]
    [InlineData("os", ReferenceKind.Os, "", "")]
    [InlineData("arch", ReferenceKind.Arch, "", "")]
    [InlineData("ci", ReferenceKind.Ci, "", "")]
    [InlineData("args", ReferenceKind.Args, "", "")]
    [InlineData("root", ReferenceKind.Root, "", "")]
    [InlineData("here", ReferenceKind.Here, "", "")]
    internal void A_name_is_known_by_what_it_names(string text, ReferenceKind kind, string name, string result) =>
        Assert.Equal(new Reference(kind, name, result, 2, text.Length), Read.Expression($"( {text} )"));

    [Fact]
    public void Each_part_knows_where_it_stands()
    {
        const string Text = "  !ci && contains( env['A B'] , 'it''s') || tasks.x.state != 'failed' ";
        string[] parts =
        [
            "!ci && contains( env['A B'] , 'it''s') || tasks.x.state != 'failed'", "!ci && contains( env['A B'] , 'it''s')", "!ci", "ci",
            "contains( env['A B'] , 'it''s')", "env['A B']", "'it''s'", "tasks.x.state != 'failed'", "tasks.x.state", "'failed'",
        ];
        Assert.Equal(parts, Read.Expression(Text).All().Select(part => Text.Substring(part.Column, part.Length)));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Nesting_has_a_bound(int depth, bool isRight)
    {
        foreach (var (open, close) in new[] { ("(", ")"), ("!", ""), ("!(", ")"), ("default(ci, ", ")"), ("(ci || ", ")"), ("(ci == ", ")") })
        {
            var levels = open == "!(" ? depth / 2 : depth;
            var text = string.Concat(Enumerable.Repeat(open, levels)) + (open == "!(" && depth % 2 == 1 ? "!" : "") + "ci" + string.Concat(Enumerable.Repeat(close, levels));
            Assert.Equal(isRight, Expression.TryParse(text, out _, out var error));
            Assert.Equal(isRight ? null : "this is nested more than 100 levels deep; move parts of it into parameters or other tasks", error?.Message);
        }
    }

    [Theory]
    [InlineData("(ci || ci && ci == ", 33, true)]
    [InlineData("(ci || ci && ci == ", 34, false)]
    [InlineData("(!ci || contains(ci, ", 50, true)]
    [InlineData("(!ci || contains(ci, ", 51, false)]
    public void Operations_count_as_parentheses_do(string open, int levels, bool isRight)
    {
        var text = Nested(open, levels);
        Assert.Equal(isRight, Expression.TryParse(text, out _, out var error));
        Assert.Equal(isRight ? null : "this is nested more than 100 levels deep; move parts of it into parameters or other tasks", error?.Message);
    }

    [Theory]
    [InlineData("(ci || ci && ci == ", 33)]
    [InlineData("(ci && ", 100)]
    [InlineData("!", 100)]
    [InlineData("contains(ci, ", 100)]
    [InlineData("default(ci, ", 100)]
    public void The_thread_of_a_task_has_room_for_the_deepest_one(string open, int levels)
    {
        const int HalfOfItsStack = 128 * 1024;
        var expression = Read.Expression(Nested(open, levels));
        var scope = new TestScope { Later = ["ci"] };
        var values = new List<object>();
        var thread = new Thread(() => values.AddRange([expression.Evaluate(scope), expression.Fill(scope), expression.ToString()]), HalfOfItsStack);
        thread.Start();
        thread.Join();
        Assert.Equal([Evaluated.NotYet, expression, expression.ToString()], values);
    }

    [Fact]
    public void Nesting_without_an_end_is_an_error_like_others()
    {
        foreach (var open in new[] { "(", "!", "default(", "tasks['", "contains('', (" })
        {
            Assert.InRange(Read.Error(string.Concat(Enumerable.Repeat(open, 500_000))).Column, 0, 5000);
        }
    }

    [Fact]
    public void A_text_of_a_megabyte_is_read_like_others()
    {
        var half = Enumerable.Range(0, 100_000).Select(i => $"ci == '{i}'").ToList();
        Assert.Equal(100_000, Read.Expression(string.Join(" && ", half)).Parts.Count);
        Assert.Equal(100_000, Read.Expression(string.Join(" || ", half)).Parts.Count);
        Assert.Equal(new string('a', 1_000_000), Assert.IsType<Expression.Text>(Read.Expression($"'{new string('a', 1_000_000)}'")).Value);
        Assert.Equal(new string('\'', 500_000), Assert.IsType<Expression.Text>(Read.Expression($"'{new string('\'', 1_000_000)}'")).Value);
        foreach (var piece in new[] { "'", "''", "ci ", "ci.", "=", "!=", "a", "-", "&", "${{", "}", "'a' ", "ci==", "tasks.", "\"", "$", "[", " ", "contains(a," })
        {
            var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
            if (!Expression.TryParse(text, out _, out var error))
            {
                Assert.InRange(error.Message.Length, 1, 300);
            }
        }
    }

    private static string Nested(string open, int levels) =>
        string.Concat(Enumerable.Repeat(open, levels)) + "ci" + new string(')', levels * open.Count(c => c == '('));

    /// <summary>An expression with a parenthesis round every operation.</summary>
    private static string Shape(Expression expression)
    {
        var parts = expression.Parts.Select(Shape).ToList();
        return expression switch
        {
            Expression.Not => $"(!{parts[0]})",
            Expression.And => $"({string.Join(" && ", parts)})",
            Expression.Or => $"({string.Join(" || ", parts)})",
            Expression.Equal => $"({parts[0]} == {parts[1]})",
            Expression.NotEqual => $"({parts[0]} != {parts[1]})",
            Expression.Call call => $"{Functions.Name(call.Function)}({string.Join(", ", parts)})",
            _ => expression.ToString(),
        };
    }
}
