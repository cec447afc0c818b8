using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>Whether a task runs: <c>when</c> and <c>if</c>; and the question before: <c>confirm</c>.</summary>
public class ConditionTests
{
    [Theory]
    [InlineData("success", When.Success)]
    [InlineData("failure", When.Failure)]
    [InlineData("'always'", When.Always)]
    public void When_is_one_of_three_words(string word, When when)
    {
        var task = TaskFile.Read($"dagrs: {{ a: {{ name: A, cmd: x }}, b: {{ name: B, when: {word}, after: a, cmd: x }} }}").Tasks[1];

        Assert.Equal((when, 1, 54), (task.Settings.When, task.WhenPlace.Line, task.WhenPlace.Column));
    }

    [Theory]
    [InlineData("on_failure", "; did you mean 'failure'?")]
    [InlineData("on-failure", "; did you mean 'failure'?")]
    [InlineData("failed", "; did you mean 'failure'?")]
    [InlineData("failure()", "; did you mean 'failure'?")]
    [InlineData("on_success", "; did you mean 'success'?")]
    [InlineData("always()", "; did you mean 'always'?")]
    [InlineData("finally", "; did you mean 'always'?")]
    [InlineData("Always", "; did you mean 'always'?")]
    [InlineData("alway", "; did you mean 'always'?")]
    [InlineData("never", "; write if: false for a task that never runs")]
    [InlineData("manual", "; for a question before the run write 'confirm'")]
    [InlineData("\"${{ ci }}\"", "; a condition goes under 'if'")]
    [InlineData("params.a == 'b'", "; a condition goes under 'if'")]
    [InlineData("delayed", "")]
    public void What_other_runners_call_it_is_told_by_its_name_here(string word, string mend)
    {
        var problem = Assert.Single(TaskFile.Read($"dagrs: {{ a: {{ name: A, cmd: x }}, b: {{ name: B, when: {word}, after: a, cmd: x }} }}").Problems);

        Assert.Equal(
            $"'when' of task 'b' must be one of 'success', 'failure', 'always', not '{word.Trim('"')}'{mend}",
            problem.Message + (problem.Suggestion is { } meant ? $"; did you mean '{meant}'?" : ""));
    }

    [Theory]
    [InlineData("when: failure", "1:30 task 'a' has 'when: failure' but no 'after', and it reacts only to tasks before it; add 'after'")]
    [InlineData("when: always, after: []", "1:30 task 'a' has 'when: always' but no 'after', and it reacts only to tasks before it; add 'after'")]
    [InlineData("when: [ failure ]", "1:30 'when' of task 'a' must be a string, not a list")]
    [InlineData("when:", "1:29 'when' of task 'a' is empty")]
    public void A_wrong_when_is_one_problem(string entry, string line) => Assert.Equal([line], TaskFile.Wrong($"dagrs: {{ a: {{ name: A, {entry}, cmd: x }} }}"));

    [Fact]
    public void Success_needs_no_predecessor() => Assert.Empty(TaskFile.Wrong("dagrs: { a: { name: A, when: success, cmd: x } }"));

    [Theory]
    [InlineData("ci", "ci")]
    [InlineData("true", "true")]
    [InlineData("\"os == 'linux' && !ci\"", "os == 'linux' && !ci")]
    [InlineData("os == 'linux'", "os == 'linux'")]
    [InlineData("\"${{ ci }}\"", "ci")]
    [InlineData("\"tasks.fetch.results.rows != '0'\"", "tasks.fetch.results.rows != '0'")]
    [InlineData("exists('a.txt')", "exists('a.txt')")]
    public void A_condition_is_one_expression_with_or_without_braces(string text, string read)
    {
        var file = TaskFile.Read($"dagrs:\n  a:\n    name: A\n    if: {text}\n    cmd: x\n");

        Assert.Empty(file.Problems);
        Assert.Equal(read, file.Tasks[0].If?.Value.Text);
        Assert.Equal((4, text[0] == '"' ? 10 : 9), (file.Tasks[0].If?.Place.Line, file.Tasks[0].If?.Place.Column));
    }

    [Theory]
    [InlineData("!ci", "4:9 'if' of task 'a': a word that begins with '!' is a YAML tag, not part of the value; quote the whole condition: \"!ci\"")]
    [InlineData("!ci && true", "4:9 'if' of task 'a': a word that begins with '!' is a YAML tag, not part of the value; quote the whole condition")]
    [InlineData("'a' == params.b", "4:13 not valid YAML: a string that begins with a single quote ends at the next one; use other quotes around the whole string, or write '' for one inside it")]
    [InlineData("always()", "4:9 'if' of task 'a': there is no 'always()'; write when: always for a task that runs in any case")]
    [InlineData("\"${{ failure() }}\"", "4:14 'if' of task 'a': there is no 'failure()'; write when: failure for a task that runs after a failure")]
    [InlineData("secrets.X != ''", "4:9 'if' of task 'a': a secret is a variable: write env.NAME, and list NAME under 'secrets'")]
    [InlineData("github.ref == 'x'", "4:9 'if' of task 'a': expressions have no 'github': GitHub sets variables: write env.GITHUB_REF, for example")]
    [InlineData("os", "4:9 'if' of task 'a': a condition must be 'true' or 'false', and this never is; compare it with '==' or '!='")]
    [InlineData("os = 'linux'", "4:12 'if' of task 'a': compare values with '=='")]
    [InlineData("", "4:8 'if' of task 'a' is empty")]
    [InlineData("[ ci ]", "4:9 'if' of task 'a' must be one expression, such as os == 'linux', not a list")]
    [InlineData("{ branch: main }", "4:9 'if' of task 'a' must be one expression, such as os == 'linux', not a mapping")]
    public void A_wrong_condition_is_one_problem_at_its_column(string text, string line) =>
        Assert.Equal([line], TaskFile.Wrong($"dagrs:\n  a:\n    name: A\n    if: {text}\n    cmd: x\n"));

    [Fact]
    public void In_braces_a_condition_that_begins_with_an_exclamation_mark_wants_quotes() => Assert.Equal(
        ["1:32 not valid YAML: a string that begins with '!' must be quoted"],
        TaskFile.Wrong("dagrs: { a: { name: A, if: !ci, cmd: x } }"));

    [Fact]
    public void The_question_is_a_text_that_may_hold_expressions()
    {
        var confirm = TaskFile.Read("dagrs:\n  a:\n    name: A\n    confirm: \"Deploy to ${{ params.target }}?\"\n    cmd: x\n").Tasks[0].Confirm;

        Assert.Equal(("Deploy to ${{ params.target }}?", 4, 15), (confirm?.Value.Text, confirm?.Place.Line, confirm?.Place.Column));
    }

    [Theory]
    [InlineData("true", "1:33 'confirm' of task 'a' must be a question, as in confirm: \"Deploy?\", not 'true'")]
    [InlineData("yes", "1:33 'confirm' of task 'a' must be a question, as in confirm: \"Deploy?\", not 'yes'")]
    [InlineData("''", "1:33 'confirm' of task 'a' is empty")]
    [InlineData("[ a ]", "1:33 'confirm' of task 'a' must be a string, not a list")]
    public void A_wrong_question_is_told(string text, string line) => Assert.Equal([line], TaskFile.Wrong($"dagrs: {{ a: {{ name: A, confirm: {text}, cmd: x }} }}"));
}
