using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>Which words of a command an interpreter reads as code: no expression may stand there, however the interpreter is called.</summary>
public sealed class ScriptCallTests
{
    private const string Value = "${{ params.v }}";

    [Theory]
    [InlineData("[ sh, -c, 'VALUE' ]")]
    [InlineData("[ sh, -ce, 'VALUE' ]")]
    [InlineData("[ sh, -cx, 'VALUE' ]")]
    [InlineData("[ sh, -euc, 'VALUE' ]")]
    [InlineData("[ sh, -c, -e, 'VALUE' ]")]
    [InlineData("[ bash, -ceo, pipefail, 'VALUE' ]")]
    [InlineData("[ bash, -eu, -o, pipefail, -c, 'VALUE' ]")]
    [InlineData("[ docker, run, image, sh, -ce, 'VALUE' ]")]
    [InlineData("[ perl, -e, 'VALUE' ]")]
    [InlineData("[ perl, -ne, 'VALUE' ]")]
    [InlineData("[ perl, '-eVALUE' ]")]
    [InlineData("[ python3, -c, 'VALUE' ]")]
    [InlineData("[ python3, -Ic, 'VALUE' ]")]
    [InlineData("[ python3, '-cprint(VALUE)' ]")]
    [InlineData("[ node, -pe, 'VALUE' ]")]
    [InlineData("[ node, '--eval=VALUE' ]")]
    [InlineData("[ pwsh, -NoProfile, -Com, 'VALUE' ]")]
    [InlineData("\"sh -ce 'echo VALUE'\", shell: none")]
    [InlineData("\"env A=1 sh -c 'echo VALUE'\", shell: none")]
    [InlineData("sleep 9, service: true, ready: { cmd: [ sh, -c, 'VALUE' ] }")]
    [InlineData("sleep 9, service: true, stop: { cmd: [ sh, -ce, 'VALUE' ] }")]
    public void What_is_code_holds_no_expression(string command)
    {
        var text = File(command);
        var problem = Assert.Single(TaskFile.Problems(text));

        Assert.Equal(ProblemCode.ScriptExpression, problem.Code);
        Assert.StartsWith("${{", text.Split('\n')[problem.Place.Line - 1][(problem.Place.Column - 1)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[ echo, -c, 'VALUE' ]")]
    [InlineData("[ sh, script.sh, 'VALUE' ]")]
    [InlineData("[ sh, -e, script.sh, 'VALUE' ]")]
    [InlineData("[ sh, -c, 'echo $1', sh, 'VALUE' ]")]
    [InlineData("[ bash, -ceo, pipefail, 'echo $1', bash, 'VALUE' ]")]
    [InlineData("[ pwsh, -NoProfile, -File, 'VALUE' ]")]
    [InlineData("[ python3, -m, 'VALUE' ]")]
    [InlineData("\"cp VALUE x\", shell: none")]
    [InlineData("sleep 9, service: true, ready: { cmd: [ pg_isready, -p, 'VALUE' ] }")]
    public void Any_other_word_may_hold_one(string command) => TaskFile.Resolve(File(command));

    [Fact]
    public void What_is_code_gets_the_parameters_that_it_names_as_variables()
    {
        var text = "params: { v: \"1\", other: \"2\" }\ndagrs:\n  a: { name: A, cmd: [ sh, -ce, 'echo $v', sh, other ] }\n";

        Assert.Equal("1", Assert.Single(TaskFile.Task(text, "a").Settings.Environment, one => one.Key is "v" or "other").Value);
    }

    private static string File(string command) => $"params: {{ v: \"1\" }}\ndagrs:\n  a: {{ name: A, cmd: {command.Replace("VALUE", Value, StringComparison.Ordinal)} }}\n";
}
