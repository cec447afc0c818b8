using Dagrs.Core.Expressions;

namespace Dagrs.Core.Tests.Expressions;

/// <summary>The values of expressions: <c>later</c> is not known yet, <c>bad</c> is no truth, <c>unset</c> has no value.</summary>
public sealed class EvaluationTests
{
    private static readonly TestScope Scope = new()
    {
        Values = new()
        {
            ["os"] = "linux",
            ["ci"] = "true",
            ["params.empty"] = "",
            ["params.no"] = "false",
            ["params.bad"] = "maybe",
            ["params.list"] = "a, b\nc\td,e",
            ["env.unset"] = null,
        },
        Later = ["params.later", "tasks.x.results.y"],
        Existing = path => path switch { "there" => true, "not-there" => false, _ => null },
    };

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData("os", "linux")]
    [InlineData("os == 'linux'", "true")]
    [InlineData("os == 'Linux'", "false")]
    [InlineData("os != 'Linux'", "true")]
    [InlineData("'' == params.empty", "true")]
    [InlineData("'a' == 'a '", "false")]
    [InlineData("'é' == 'e\u0301'", "false")]
    [InlineData("'1' == '1.0'", "false")]
    [InlineData("true == 'true'", "true")]
    [InlineData("!ci", "false")]
    [InlineData("!!ci", "true")]
    [InlineData("!ci == false", "true")]
    [InlineData("ci && params.no", "false")]
    [InlineData("params.no || ci", "true")]
    [InlineData("ci || params.no && params.no", "true")]
    [InlineData("(ci || params.no) && params.no", "false")]
    [InlineData("contains('abc', 'bc')", "true")]
    [InlineData("contains('abc', 'BC')", "false")]
    [InlineData("contains('abc', '')", "true")]
    [InlineData("one-of('a', params.list)", "true")]
    [InlineData("one-of('c', params.list)", "true")]
    [InlineData("one-of('e', params.list)", "true")]
    [InlineData("one-of('f', params.list)", "false")]
    [InlineData("one-of('', params.list)", "false")]
    [InlineData("one-of('a, b', params.list)", "false")]
    [InlineData("one-of('a', '')", "false")]
    [InlineData("matches('v1.2', 'v[0-9]*')", "true")]
    [InlineData("matches('src/a/b.cs', 'src/*.cs')", "true")]
    [InlineData("matches('V1', 'v*')", "false")]
    [InlineData("default(env.unset, 'y')", "y")]
    [InlineData("default(params.empty, 'y')", "y")]
    [InlineData("default(os, 'y')", "linux")]
    [InlineData("default(default(env.unset, env.unset), 'z')", "z")]
    [InlineData("default((env.unset), os)", "linux")]
    [InlineData("default(os, env.unset)", "linux")]
    [InlineData("exists('there')", "true")]
    [InlineData("exists('not-there')", "false")]
    public void A_value_is_known(string text, string value) => Assert.Equal(new Evaluated.Known(value), Read.Expression(text).Evaluate(Scope));

    [Theory]
    [InlineData("false && params.later", "false")]
    [InlineData("params.later && false", "false")]
    [InlineData("params.later && ci && false", "false")]
    [InlineData("true || params.later", "true")]
    [InlineData("params.later || true", "true")]
    [InlineData("false && env.unset == 'a'", "false")]
    [InlineData("true || params.bad", "true")]
    [InlineData("false && params.nowhere", "false")]
    public void What_is_known_decides_as_soon_as_it_can(string text, string value) => Assert.Equal(new Evaluated.Known(value), Read.Expression(text).Evaluate(Scope));

    [Theory]
    [InlineData("params.later")]
    [InlineData("!params.later")]
    [InlineData("true && params.later")]
    [InlineData("params.later && true")]
    [InlineData("false || params.later")]
    [InlineData("params.later == 'a'")]
    [InlineData("params.later == params.later")]
    [InlineData("'a' != tasks.x.results.y")]
    [InlineData("contains(params.later, '')")]
    [InlineData("default(params.later, 'a')")]
    [InlineData("default(params.later, env.unset)")]
    [InlineData("default(env.unset, params.later)")]
    [InlineData("default(default(params.later, env.unset), 'z')")]
    [InlineData("exists(params.later)")]
    [InlineData("exists('too-early')")]
    public void The_rest_waits(string text) => Assert.Equal(Evaluated.NotYet, Read.Expression(text).Evaluate(Scope));

    [Theory]
    [InlineData("params.nowhere", "params.nowhere", "no 'params.nowhere'")]
    [InlineData("env.unset == 'a'", "env.unset", "'env.unset' is unset")]
    [InlineData("default(params.nowhere, 'a')", "params.nowhere", "no 'params.nowhere'")]
    [InlineData("default(contains(env.unset, 'a'), 'b')", "env.unset", "'env.unset' is unset")]
    [InlineData("exists(env.unset)", "env.unset", "'env.unset' is unset")]
    [InlineData("ci && params.bad", "params.bad", "'params.bad' must be 'true' or 'false', not 'maybe'; compare it with '==' or '!='")]
    [InlineData("!params.empty", "params.empty", "'params.empty' must be 'true' or 'false', not empty; compare it with '==' or '!='")]
    [InlineData("ci && default(env.unset, os)", "default(env.unset, os)", "this must be 'true' or 'false', not 'linux'; compare it with '==' or '!='")]
    [InlineData("!!params.bad", "params.bad", "'params.bad' must be 'true' or 'false', not 'maybe'; compare it with '==' or '!='")]
    [InlineData("params.later && env.unset == 'a'", "env.unset", "'env.unset' is unset")] // not only in the run that reaches it
    [InlineData("params.later == env.unset", "env.unset", "'env.unset' is unset")]
    [InlineData("default(params.later, params.nowhere)", "params.nowhere", "no 'params.nowhere'")]
    public void What_is_wrong_is_told_at_its_column(string text, string marked, string message)
    {
        var wrong = Assert.IsType<Evaluated.Wrong>(Read.Expression(text).Evaluate(Scope));
        Assert.Equal((message, marked), (wrong.Error.Message, Read.Marked(text, wrong.Error)));
    }

    [Fact]
    public void A_name_that_is_unset_can_be_told_from_one_that_is_wrong() =>
        Assert.Equal("'env.unset' is unset", Assert.IsType<Evaluated.Unset>(Read.Expression("default(params.empty, env.unset)").Evaluate(Scope)).Error.Message);

    [Theory]
    [InlineData(61)]
    [InlineData(5000)]
    public void A_long_value_is_not_shown_because_a_piece_of_a_secret_could_not_be_masked(int length) => Assert.Equal(
        $"'params.x' must be 'true' or 'false', not a string of {(length == 61 ? "61" : "5,000")} characters; compare it with '==' or '!='",
        Assert.IsType<Evaluated.Wrong>(Read.Condition("params.x").Evaluate(new TestScope { Values = { ["params.x"] = new string('s', length) } })).Error.Message);

    [Fact]
    public void A_value_that_would_be_escaped_is_not_shown_either() => Assert.DoesNotContain(
        "secret",
        Assert.IsType<Evaluated.Wrong>(Read.Condition("params.x").Evaluate(new TestScope { Values = { ["params.x"] = "secret\nsecret" } })).Error.Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("ci && tasks.x.results.y == 'a'", "true && tasks.x.results.y == 'a'")]
    [InlineData("os == 'linux' && tasks.x.results.y == os", "true && tasks.x.results.y == 'linux'")]
    [InlineData("default(env.unset, params.later)", "default(env.unset, params.later)")]
    [InlineData("default(params.empty, params.later)", "default('', params.later)")]
    [InlineData("!(params.later && contains(os, 'i'))", "!(params.later && true)")]
    [InlineData("params.later && false", "false")]
    [InlineData("params.later == os && (params.no || params.later)", "params.later == 'linux' && (false || params.later)")]
    public void What_is_known_is_filled_in(string text, string filled) => Assert.Equal(filled, Read.Expression(text).Fill(Scope).ToString());

    [Fact]
    public void Where_nothing_is_known_nothing_is_made_anew()
    {
        var expression = Read.Expression("tasks.x.results.y == 'a' && !params.later");
        Assert.Same(expression, expression.Fill(Scope));
    }
}
