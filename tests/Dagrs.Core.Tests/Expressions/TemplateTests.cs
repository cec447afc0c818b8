using Dagrs.Core.Expressions;

namespace Dagrs.Core.Tests.Expressions;

/// <summary>Texts with expressions in them.</summary>
public sealed class TemplateTests
{
    private static readonly TestScope Scope = new()
    {
        Values = { ["params.x"] = "X", ["params.empty"] = "", ["params.braces"] = "${{ params.x }}", ["params.dollar"] = "$", ["params.quote"] = "it's", ["env.unset"] = null, ["args"] = "a 'b c'" },
        Later = ["tasks.a.results.y"],
    };

    [Theory]
    [InlineData("", "")]
    [InlineData("plain $x ${x} {{ x }} }} $", "plain $x ${x} {{ x }} }} $")]
    [InlineData("${{ params.x }}", "X")]
    [InlineData("${{params.x}}", "X")]
    [InlineData("a ${{ params.x }} b ${{ params.x }}${{ params.empty }}", "a X b X")]
    [InlineData("$${{ params.x }}", "$X")]
    [InlineData("${${{ params.x }}}", "${X}")]
    [InlineData("${{ '}}' }}", "}}")]
    [InlineData("${{ '${{' }} x }}", "${{ x }}")]
    [InlineData("${{ params.braces }}", "${{ params.x }}")] // a value is never read as an expression
    [InlineData("${{ params.dollar }}{{ params.x }}", "${{ params.x }}")]
    [InlineData("${{ default(env.unset, '') }}", "")]
    [InlineData("${{ params.x == 'X' }}", "true")]
    [InlineData("${{\n  params.x\n}}\n", "X\n")]
    public void A_text_has_the_values_in_the_place_of_its_expressions(string text, string value) => Assert.Equal(new Evaluated.Known(value), Read.Template(text).Evaluate(Scope));

    [Theory]
    [InlineData("a ${{ params.x }} b ${{ tasks.a.results.y }} c", "a X b ${{ tasks.a.results.y }} c")]
    [InlineData("${{tasks.a.results.y}}", "${{tasks.a.results.y}}")]
    [InlineData("${{ default(params.empty, tasks.a.results.y) }}", "${{ default('', tasks.a.results.y) }}")]
    [InlineData("${{ default(tasks.a.results.y, params.quote) }}", "${{ default(tasks.a.results.y, 'it''s') }}")]
    [InlineData("${{ default(tasks.a.results.y, params.braces) }}", "${{ default(tasks.a.results.y, '${{ params.x }}') }}")]
    [InlineData("${{ params.braces }} ${{ tasks.a.results.y }}", "${{ '${{' }} params.x }} ${{ tasks.a.results.y }}")]
    [InlineData("${{ params.dollar }}{{ ${{ tasks.a.results.y }}", "${{ '${{' }} ${{ tasks.a.results.y }}")]
    [InlineData("${{ params.dollar }}${{ tasks.a.results.y }}", "$${{ tasks.a.results.y }}")]
    [InlineData("${{ env.unset }}", "${{ env.unset }}")]
    [InlineData("${{ params.nowhere }}", "${{ params.nowhere }}")]
    public void What_is_known_is_filled_in_and_the_rest_stays(string text, string shown)
    {
        var filled = Read.Template(text).Fill(Scope);
        Assert.Equal(shown, filled.Text);
        Assert.Equal(shown, Read.Template(shown).Text);
    }

    [Theory]
    [InlineData("a ${{ tasks.a.results.y }}", null)]
    [InlineData("${{ tasks.a.results.y }} ${{ env.unset }}", "env.unset")]
    [InlineData("${{ params.x }} ${{ params.nowhere }}", "params.nowhere")]
    public void It_is_known_when_all_of_it_is_and_what_is_wrong_comes_first(string text, string? wrong)
    {
        var value = Read.Template(text).Evaluate(Scope);
        Assert.Equal(wrong, value is Evaluated.Wrong { Error: var error } ? Read.Marked(text, error) : null);
        Assert.Equal(wrong is null, value is Evaluated.Later);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("a }} b", true)]
    [InlineData("${{ 'a' }}", false)]
    [InlineData("a ${{ params.x }}", false)]
    public void It_is_plain_without_an_expression(string text, bool isPlain)
    {
        Assert.Equal(isPlain, Read.Template(text).IsPlain);
        Assert.Equal(isPlain, !Template.HasExpression(text));
    }

    [Theory]
    [InlineData("${{ args }}", true)]
    [InlineData("${{args}}", true)]
    [InlineData("${{ (args) }}", true)]
    [InlineData(" ${{ args }}", false)]
    [InlineData("${{ args }}${{ args }}", false)]
    [InlineData("${{ default(args, 'x') }}", false)]
    public void Args_alone_become_as_many_words_as_there_are(string text, bool isArgs) => Assert.Equal(isArgs, Read.Template(text).IsArgs);

    [Fact]
    public void Its_names_are_told_in_the_order_of_the_text()
    {
        const string Text = "${{ default(env.A, params.b) == tasks['c:d'].state }} ${{ os }} ${{ '' }}";
        Assert.Equal(["env.A", "params.b", "tasks['c:d'].state", "os"], Read.Template(Text).References.Select(reference => Text.Substring(reference.Column, reference.Length)));
    }

    [Theory]
    [InlineData("a ${{ params.x", "${{", "this '${{' is not closed: '}}' is missing; for the literal characters write ${{ '${{' }}")]
    [InlineData("a ${{", "${{", "this '${{' is not closed: '}}' is missing; for the literal characters write ${{ '${{' }}")]
    [InlineData("a ${{ params.x }", "}", "an expression ends with '}}'")]
    [InlineData("a ${{ 'b }}", "'", "this quote is not closed: a string ends with ', and '' inside it is one quote")]
    [InlineData("a ${{ }}", "}}", "an expression is missing before '}}'")]
    [InlineData("a ${{ ${{ os }} }}", "${{", "this is already inside an expression: remove this '${{' and its '}}'")]
    [InlineData("${{ os }} ${{ (os }}", "(", "this '(' is not closed: ')' is missing")]
    [InlineData("${{ os }} ${{ exists('a') }}", "exists('a')", "'exists' is checked when a task would start, so only 'if' can use it")]
    [InlineData("a ${{ ci && }} b", "&&", "a value is missing after '&&'")]
    public void An_error_has_its_column_in_the_whole_text(string text, string marked, string message)
    {
        var error = Read.TemplateError(text);
        Assert.Equal((message, marked), (error.Message, Read.Marked(text, error)));
    }

    [Fact]
    public void A_text_of_a_megabyte_is_read_like_others()
    {
        Assert.Equal(80_000, Read.Template(string.Concat(Enumerable.Repeat("a${{ os }}b ", 80_000))).References.Count());
        Assert.Equal(new string('{', 1_000_000), Read.Template(new string('{', 1_000_000)).Text);
        Assert.Equal(0, Read.TemplateError(string.Concat(Enumerable.Repeat("${{ '", 200_000))).Column - 10);
    }
}
