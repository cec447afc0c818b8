using Dagrs.Core.Expressions;

namespace Dagrs.Core.Tests.Expressions;

/// <summary>What stands under <c>if</c>.</summary>
public sealed class ConditionTests
{
    private static readonly TestScope Scope = new() { Values = { ["os"] = "linux", ["ci"] = "true", ["params.x"] = "maybe" }, Later = ["tasks.a.state"] };

    [Theory]
    [InlineData("ci", "ci")]
    [InlineData("  ci\n", "ci")]
    [InlineData("${{ ci }}", "ci")]
    [InlineData(" ${{ci&&ci}} ", "ci&&ci")]
    [InlineData("os == '}}'", "os == '}}'")]
    [InlineData("${{ os == '}}' }}", "os == '}}'")]
    [InlineData("'${{' != os", "'${{' != os")]
    [InlineData("exists('a')", "exists('a')")]
    public void The_braces_may_be_left_out(string text, string shown) => Assert.Equal(shown, Read.Condition(text).Text);

    [Theory]
    [InlineData("${{ ci }} && ${{ ci }}", "&& ${{ ci }}", "put the whole condition inside the braces, or leave them out")]
    [InlineData("${{ os }} == 'linux'", "== 'linux'", "put the whole condition inside the braces, or leave them out")]
    [InlineData("ci && ${{ ci }}", "${{", "this is already inside an expression: remove this '${{' and its '}}'")]
    [InlineData("${{ ci", "${{", "this '${{' is not closed: '}}' is missing; for the literal characters write ${{ '${{' }}")]
    [InlineData("${{", "${{", "this '${{' is not closed: '}}' is missing; for the literal characters write ${{ '${{' }}")]
    [InlineData("${{ }}", "}}", "an expression is missing before '}}'")]
    [InlineData("", "", "an expression is missing")]
    [InlineData("'linux'", "'linux'", "a condition must be 'true' or 'false', and this never is; compare it with '==' or '!='")]
    [InlineData("${{ tasks.a.state }}", "tasks.a.state", "a condition must be 'true' or 'false', and this never is; compare it with '==' or '!='")]
    public void It_is_one_expression_that_can_be_true_or_false(string text, string marked, string message)
    {
        var error = Read.ConditionError(text);
        Assert.Equal((message, marked), (error.Message, Read.Marked(text, error)));
    }

    [Theory]
    [InlineData("os == 'linux'", "true")]
    [InlineData("${{ os == 'macos' }}", "false")]
    [InlineData("default(ci, false)", "true")]
    public void It_comes_out_as_true_or_false(string text, string value) => Assert.Equal(new Evaluated.Known(value), Read.Condition(text).Evaluate(Scope));

    [Fact]
    public void Anything_else_is_an_error_at_its_column()
    {
        const string Text = "${{ default(params.x, 'a') }}";
        var error = Assert.IsType<Evaluated.Wrong>(Read.Condition(Text).Evaluate(Scope)).Error;
        Assert.Equal(("this must be 'true' or 'false', not 'maybe'; compare it with '==' or '!='", "default(params.x, 'a')"), (error.Message, Read.Marked(Text, error)));
    }

    [Fact]
    public void Filled_in_it_keeps_its_text()
    {
        var condition = Read.Condition("os == 'linux' && tasks.a.state != os").Fill(Scope);
        Assert.Equal(("os == 'linux' && tasks.a.state != os", "true && tasks.a.state != 'linux'"), (condition.Text, condition.Expression.ToString()));
        Assert.Equal(Evaluated.NotYet, condition.Evaluate(Scope));
    }
}
