using Dagrs.Core.Definition;
using Dagrs.Core.Tests.Yaml;

namespace Dagrs.Core.Tests.Definition;

/// <summary>
/// However many mistakes a file has, and of whatever kinds, one look tells them all: no kind hides another, and none is told that only follows from
/// another.
/// </summary>
public sealed class EveryProblemTests
{
    // The tasks of each kind have ids of their own; the word is in the message of that kind, and no other.
    private static readonly (string Tasks, string Says)[] Kinds =
    [
        ("  k0: {name: A, cmd: x, foo: 1}", "unknown key 'foo'"),
        ("  k1: {name: A, cmd: x, after: nope}", "'nope', which does not exist"),
        ("  k2: {name: A, cmd: x, after: k2}", "'k2' depends on itself"),
        ("  k3: {name: A, cmd: x, after: l3}\n  l3: {name: A, cmd: x, after: k3}", "dependency cycle: k3 -> l3 -> k3"),
        ("  k4: {name: A, cmd: x, env: {V: '${{ params.none }}'}}", "no parameter 'none'"),
        ("  k5: {name: A, cmd: 'echo ${{ os }}'}", "of task 'k5'"),
        ("  k6: {name: A, cmd: x, if: \"tasks.l6.state == 'failed'\"}\n  l6: {name: A, cmd: x}", "does not depend on 'l6'"),
        ("  k7: {name: A, cmd: x, if: \"tasks.nobody.state == 'failed'\"}", "no task 'nobody'"),
        ("  k8: {name: A, cmd: x, outputs: o}\n  l8: {name: A, cmd: x, outputs: o}", "and so does task 'k8'"),
        ("  k9: {name: A, cmd: x, outputs: p}\n  l9: {name: A, cmd: x, inputs: p}", "which task 'k9' writes"),
        ("  k10: {name: A, cmd: x, resources: rare}", "'rare'"),
        ("  k11: {name: A, cmd: x, timeout: '${{ params.p }}'}", "'timeout' of task 'k11'"),
        ("  k12: {name: A, cmd: x, matrix: {k: [ a ]}}\n  l12: {name: A, cmd: x, after: 'k12[k=b]'}", "task 'l12' depends on"),
        ("  k13: {name: A, cmd: x, matrix: {k: [ a, a ]}}", "has the combination [k=a] twice"),
        ("  k14: {name: A, cmd: x, when: always}", "'when: always' but no 'after'"),
        ("  k15: {name: A, cmd: x, if: params.p}", "'if' of task 'k15'"),
        ("  k16: {name: A, cmd: x, after: 'zz*'}", "'zz*'"),
        ("  k17: {name: A, cmd: x, interactive: true}\n  l17: {name: A, after: k17, cmd: 'echo $1'}", "in 'cmd' of task 'l17'"),
        ("  k18: {name: A, cmd: x}\n  l18: {name: A, cmd: x, after: k18, env: {V: '${{ tasks.k18.results.q }}'}}", "declares no result 'q'"),
        ("  k19: {name: A, cmd: *none}", "alias 'none' has no anchor"),
        ("  k20: {name: A, cmd: x, matrix: [ a ]}", "'matrix' of task 'k20' must be"),
    ];

    [Fact]
    public void No_kind_of_problem_hides_another()
    {
        for (var i = 0; i < Kinds.Length; i++)
        {
            for (var j = i; j < Kinds.Length; j++)
            {
                (string Tasks, string Says)[] pair = i == j ? [Kinds[i]] : [Kinds[i], Kinds[j]];
                var text = "params: {p: v}\ndagrs:\n" + string.Join('\n', pair.Select(kind => kind.Tasks)) + "\n";
                var messages = Messages(text);
                Assert.True(messages.Count == pair.Length && pair.All(kind => messages.Exists(message => message.Contains(kind.Says, StringComparison.Ordinal))), $"{text}\n{string.Join('\n', messages)}");
            }
        }
    }

    [Fact]
    public void All_kinds_at_once_are_told_at_once() =>
        Assert.Equal(Kinds.Length, Messages("params: {p: v}\ndagrs:\n" + string.Join('\n', Kinds.Select(kind => kind.Tasks)) + "\n").Count);

    [Theory]
    [InlineData("dagrs:\n  a: {name: A, cmd: x, outputs: o}\n  b: {name: B, cmd: x, after: aa}\n  c: {name: C, cmd: x, inputs: o, after: b, if: \"tasks.a.state == 'failed'\"}", "depends on 'aa'")]
    [InlineData("dagrs:\n  a: {name: A, cmd: x, outputs: o}\n  b: {name: B, cmd: x, afte: a, inputs: o, if: \"tasks.a.state == 'failed'\"}", "unknown key 'afte'")]
    [InlineData("dagrs:\n  a: {name: A, cmd: x, outputs: o}\n  b: {name: B, cmd: x, after: {a: 1}, inputs: o}", "must be a list")]
    [InlineData("dagrs:\n  t: {name: T, cmd: x, interactive: true}\n  b: {name: B, cmd: 'echo $1', after: [ tt, t ]}", "depends on 'tt'")]
    [InlineData("parms: {p: v}\ndagrs:\n  a: {name: A, cmd: [ x, '${{ params.p }}' ]}", "unknown key 'parms'")]
    [InlineData("params: {p: [ 1 ]}\ndagrs:\n  a: {name: A, cmd: [ x, '${{ params.p }}' ]}", "'params.p' must be")]
    [InlineData("dagrs:\n  a: {name: A, cmd: [ x, '${{ matrix.k }}' ], matrix: {k: 1}}", "'matrix.k' of task 'a' must be")]
    [InlineData("dagrs:\n  a: {name: A, cmd: [ x, '${{ matrix.k }}' ], matrx: {k: [ 1 ]}}", "unknown key 'matrx'")]
    [InlineData("endpoints: single\ndagrs:\n  a: {name: A, cmd: x}\n  b: {name: B, cmd: x, after: aa}", "depends on 'aa'")]
    public void What_only_follows_from_a_problem_is_not_told(string text, string says) => Assert.Contains(says, Assert.Single(Messages(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("${{ params.nope }}", "1:19 the default of parameter 'p': there is no parameter 'nope' in this file")]
    [InlineData("${{ tasks.a.state }}", "1:19 the default of parameter 'p': the state and results of tasks")]
    [InlineData("${{ params.p }}", "1:19 the default of parameter 'p': the default of parameter 'p' refers to itself")]
    [InlineData("${{ params.q }}", "the default of parameter 'p' refers to itself")]
    public void A_wrong_default_is_told_once_where_it_is_written_however_it_is_used(string value, string says)
    {
        foreach (var task in (string[])["cmd: 'echo $p'", "cmd: [ echo, '${{ params.p }}' ]", "cmd: x, env: { V: '${{ params.p }}' }", "cmd: x"])
        {
            var text = $"params: {{ p: \"{value}\", q: \"${{{{ params.p }}}}\" }}\ndagrs: {{ a: {{ name: A, {task} }}, b: {{ name: B, {task} }} }}\n";
            var lines = Assert.Throws<InvalidFileException>(() => Resolver.Check(TaskFile.Read(text))).Problems.Select(TaskFile.Line);
            Assert.Contains(says, Assert.Single(lines), StringComparison.Ordinal);
            Assert.Throws<InvalidFileException>(() => TaskFile.Resolve(text));
        }
    }

    [Theory]
    [InlineData("env: { V: '${{ tasks.b.state }}' }\n", "", 1)]
    [InlineData("env-file: '${{ tasks.b.state }}'\n", "", 1)]
    [InlineData("defaults: { env-file: '${{ tasks.b.state }}' }\n", "", 2)]
    [InlineData("", ", env-file: '${{ tasks.b.state }}'", 1)]
    [InlineData("", ", confirm: '${{ tasks.b.state }}'", 1)]
    [InlineData("", ", dir: '${{ tasks.b.state }}'", 1)]
    public void Where_tasks_cannot_be_known_their_names_are_refused(string top, string key, int times)
    {
        var text = $"{top}dagrs: {{ a: {{ name: A, cmd: x, after: b{key} }}, b: {{ name: B, cmd: x }} }}\n";
        var wrong = Assert.Throws<InvalidFileException>(() => Resolver.Select(TaskFile.Read(text), new Selection(), new() { NeedsValues = true }));
        Assert.Contains("are known only while the file runs", wrong.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal(times, wrong.Problems.Count);
    }

    private static List<string> Messages(string text)
    {
        var wrong = Assert.Throws<InvalidFileException>(() => Resolver.Check(TaskFile.Read(text + "\n")));
        return [.. wrong.Problems.Where(problem => !problem.Code.IsNote()).Select(problem => problem.Message)];
    }
}
