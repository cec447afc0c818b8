using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Expressions;

/// <summary>What is said about a text that is no expression, and which part of it is pointed at.</summary>
public sealed class ExpressionErrorTests
{
    [Theory]
    [InlineData("", "", "an expression is missing")]
    [InlineData("  ", "  ", "an expression is missing")]
    [InlineData("os == ", "==", "a value is missing after '=='")]
    [InlineData("os == )", "==", "a value is missing after '=='")]
    [InlineData("== os", "==", "a value is missing before '=='")]
    [InlineData("ci && && ci", "&&", "a value is missing after '&&'")]
    [InlineData("!", "!", "a value is missing after '!'")]
    [InlineData("()", "(", "a value is missing after '('")]
    [InlineData("(ci", "(", "this '(' is not closed: ')' is missing")]
    [InlineData("contains(os, 'a'", "(", "this '(' is not closed: ')' is missing")]
    [InlineData("contains(os, )", ",", "a value is missing after ','")]
    [InlineData("ci)", ")", "this ')' closes nothing")]
    [InlineData("ci }}", "}}", "this '}}' closes nothing")]
    [InlineData("ci, os", ",", "',' is allowed only between the arguments of a function")]
    [InlineData("ci ci", "ci", "an operator is missing before 'ci': '==', '!=', '&&' or '||'")]
    [InlineData("ci 'a'", "'a'", "an operator is missing before ''a'': '==', '!=', '&&' or '||'")]
    [InlineData("ci ]", "]", "']' is not allowed here")]
    [InlineData("'a'.b", ".", "'.' is allowed only after a name")]
    [InlineData("'abc", "'", "this quote is not closed: a string ends with ', and '' inside it is one quote")]
    [InlineData("'abc''", "'", "this quote is not closed: a string ends with ', and '' inside it is one quote")]
    [InlineData("os == '", "'", "this quote is not closed: a string ends with ', and '' inside it is one quote")]
    [InlineData("os == arch == ci", "==", "'==' and '!=' compare two values: write a == b && b == c, or (a == b) == c")]
    [InlineData("os != arch == ci", "==", "'==' and '!=' compare two values: write a == b && b == c, or (a == b) == c")]
    [InlineData("contains(os)", "contains", "'contains' takes two arguments: contains(text, part)")]
    [InlineData("exists()", "exists", "'exists' takes one argument: exists(path)")]
    [InlineData("one-of(os, 'a', 'b')", "one-of", "'one-of' takes two arguments: one-of(word, list)")]
    public void An_error_says_what_is_missing_or_too_much(string text, string marked, string message) => AssertError(text, marked, message);

    [Theory]
    [InlineData("os = 'linux'", "=", "compare values with '=='")]
    [InlineData("os === 'linux'", "===", "compare values with '=='")]
    [InlineData("os !== 'linux'", "!==", "compare values with '!='")]
    [InlineData("os <> 'linux'", "<>", "compare values with '!='")]
    [InlineData("os =~ 'l.*'", "=~", "there is no '=~': write matches(text, glob)")]
    [InlineData("os < 'linux'", "<", "there is no '<': values are strings; compare them with '==' and '!='")]
    [InlineData("ci & ci", "&", "'and' is written '&&'")]
    [InlineData("ci | ci", "|", "'or' is written '||'")]
    [InlineData("ci and ci", "and", "'and' is written '&&'")]
    [InlineData("ci OR ci", "OR", "'or' is written '||'")]
    [InlineData("not ci", "not", "'not' is written '!'")]
    [InlineData("not(ci)", "not", "there is no 'not()'; write !a")]
    [InlineData("os in 'a b'", "in", "write one-of(word, 'a b c')")]
    [InlineData("os eq 'linux'", "eq", "compare values with '=='")]
    [InlineData("os == \"b\"", "\"", "strings need single quotes: write 'b'")]
    [InlineData("os == \"it's\"", "\"", "strings need single quotes: write 'it''s'")]
    [InlineData("os == \"b", "\"", "strings need single quotes: '...'")]
    [InlineData("os == `b`", "`", "strings need single quotes: write 'b'")]
    [InlineData("os == ‘b’", "‘", "strings need straight single quotes: '...'")]
    [InlineData("$HOME == 'a'", "$", "a variable has no '$' here: write env.HOME")]
    [InlineData("${HOME} == 'a'", "$", "a variable has no '$' here: write env.HOME")]
    [InlineData("ci && ${{ ci }}", "${{", "this is already inside an expression: remove this '${{' and its '}}'")]
    [InlineData("'a' + 'b'", "+", "there is no '+': concatenate strings outside the braces, as in ${{ a }}${{ b }}")]
    [InlineData("ci ? 'a'", "?", "there is no '?': write a task of its own with 'if'")]
    [InlineData("env.X ?? 'a'", "??", "a default for an unset or empty value is written default(a, b)")]
    [InlineData("env.X:-a", ":-", "a default for an unset or empty value is written default(a, b)")]
    [InlineData("True", "True", "'true' and 'false' are lower case: write true")]
    [InlineData("params.x == 1.5", "1", "a number is a string: put it in single quotes")]
    [InlineData("params.x == -1", "-1", "a number is a string: put it in single quotes")]
    [InlineData("default(env.X, null)", "null", "there is no 'null': test for unset or empty with default(a, '') == ''")]
    [InlineData("ci \u0007", "\u0007", "U+0007 has no meaning in an expression; strings need single quotes")]
    [InlineData("ci 🚀", "🚀", "'🚀' has no meaning in an expression; strings need single quotes")]
    public void What_other_languages_write_is_told_by_its_name_here(string text, string marked, string message) => AssertError(text, marked, message);

    [Theory]
    [InlineData("always()", "always", "there is no 'always()'; write when: always for a task that runs in any case")]
    [InlineData("always", "always", "expressions have no 'always': write when: always for a task that runs in any case")]
    [InlineData("ci && failure()", "failure", "there is no 'failure()'; write when: failure for a task that runs after a failure")]
    [InlineData("success()", "success", "there is no 'success()'; leave it out: without 'when' a task runs only after success")]
    [InlineData("cancelled()", "cancelled", "there is no 'cancelled()'; write when: always, and tasks.ID.state == 'canceled' here")]
    [InlineData("secrets.X", "secrets", "a secret is a variable: write env.NAME, and list NAME under 'secrets'")]
    [InlineData("github.ref == 'a'", "github", "expressions have no 'github': GitHub sets variables: write env.GITHUB_REF, for example")]
    [InlineData("needs.x.result", "needs", "expressions have no 'needs': write tasks.ID.state or tasks.ID.results.NAME")]
    [InlineData("runner.os", "runner", "expressions have no 'runner': write os or arch")]
    [InlineData("inputs.x", "inputs", "expressions have no 'inputs': write params.NAME")]
    [InlineData("startsWith(os, 'l')", "startsWith", "there is no 'startsWith()'; write matches(text, 'start*')")]
    [InlineData("hashFiles('a')", "hashFiles", "unknown function 'hashFiles'; the functions are contains, one-of, matches, default, exists")]
    public void Words_of_other_runners_are_told_by_their_name_here(string text, string marked, string message) => AssertError(text, marked, message);

    [Theory]
    [InlineData("params", "params", "a name is missing after 'params': write params.NAME")]
    [InlineData("matrix == 'a'", "matrix", "a name is missing after 'matrix': write matrix.KEY")]
    [InlineData("params.", ".", "a name is missing after '.'")]
    [InlineData("params.x.y", "y", "'params.NAME' is a string: nothing can follow it")]
    [InlineData("os.name", "name", "'os' is a string: nothing can follow it")]
    [InlineData("params.'x'", "'x'", "a quoted name goes in brackets, without a dot: write ['x']")]
    [InlineData("params[x]", "[", "a name in brackets needs single quotes: write ['x']")]
    [InlineData("params[", "[", "a name in brackets needs single quotes: ['...']")]
    [InlineData("params['x'", "[", "this '[' is not closed: ']' is missing")]
    [InlineData("tasks", "tasks", "the task and 'state' or 'results' are missing: write tasks.ID.state or tasks.ID.results.NAME")]
    [InlineData("tasks.x", "x", "'state' or 'results' is missing: write tasks.ID.state or tasks.ID.results.NAME")]
    [InlineData("tasks.x.results", "results", "the name of the result is missing: write tasks.ID.results.NAME")]
    [InlineData("tasks.x.results.y.z", "z", "'tasks.ID.results.NAME' is a string: nothing can follow it")]
    [InlineData("tasks.x.state.y", "y", "'tasks.ID.state' is a string: nothing can follow it")]
    [InlineData("tasks.x.outputs.y", "outputs", "named outputs are called results: write tasks.ID.results.NAME")]
    [InlineData("tasks.x.result", "result", "how a task ended is called its state: write tasks.ID.state")]
    [InlineData("tasks.x.stat", "stat", "a task has no 'stat': write tasks.ID.state or tasks.ID.results.NAME")]
    [InlineData("tasks.web:build.state", "web", "a name with ':' in it needs brackets and quotes: ['web:build']")]
    [InlineData("tasks.test[os=linux].state", "[", "a name with brackets in it needs quotes: write ['test[os=linux]']")]
    public void A_name_says_what_can_follow(string text, string marked, string message) => AssertError(text, marked, message);

    [Theory]
    [InlineData("os == 'a' || 'b'", "'b'", "'||' needs 'true' or 'false', which 'b' never is; write os == 'b'")]
    [InlineData("os != 'a' && 'b'", "'b'", "'&&' needs 'true' or 'false', which 'b' never is; write os != 'b'")]
    [InlineData("'b' || ci", "'b'", "'||' needs 'true' or 'false', which 'b' never is; compare it with '==' or '!='")]
    [InlineData("params.x || 'b'", "'b'", "'||' needs 'true' or 'false', which 'b' never is; for a default value write default(params.x, 'b')")]
    [InlineData("params.x && 'b'", "'b'", "'&&' needs 'true' or 'false', which 'b' never is; compare it with '==' or '!='")]
    [InlineData("ci && os", "os", "'&&' needs 'true' or 'false', which 'os' never is; compare it with '==' or '!='")]
    [InlineData("!tasks.x.state", "tasks.x.state", "'!' needs 'true' or 'false', which 'tasks.x.state' never is; compare it with '==' or '!='")]
    public void What_can_be_neither_true_nor_false_is_found_before_anything_is_known(string text, string marked, string message) => AssertError(text, marked, message);

    [Theory]
    [InlineData("param.x", "params")]
    [InlineData("task.x.state", null)] // has a mend of its own
    [InlineData("enc.X", "env")]
    [InlineData("OS == 'a'", "os")]
    [InlineData("contain(os, 'a')", "contains")]
    [InlineData("one_of(os, 'a')", "one-of")]
    [InlineData("match(os, 'a')", null)]
    [InlineData("tasks.x.stat", "state")]
    [InlineData("tasks.x.result.y", null)]
    [InlineData("linux", null)]
    public void A_slip_of_a_name_has_the_name_that_was_meant(string text, string? meant)
    {
        var error = Read.Error(text);
        Assert.Equal(meant, error.Unknown is null ? null : Suggestion.For(error.Unknown, error.Known));
    }

    [Fact]
    public void A_bare_word_is_told_that_texts_stand_in_quotes() => AssertError(
        "os == linux",
        "linux",
        "unknown name 'linux'; strings need single quotes, and names begin with params, matrix, env, tasks, os, arch, ci, args, root, here");

    private static void AssertError(string text, string marked, string message)
    {
        var error = Read.Error(text);
        Assert.Equal((message, marked), (error.Message, Read.Marked(text, error)));
    }
}
