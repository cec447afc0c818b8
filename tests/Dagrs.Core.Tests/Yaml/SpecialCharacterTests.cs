using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>Characters that ended lines in YAML 1.1 and are characters like any other in YAML 1.2.</summary>
public class SpecialCharacterTests
{
    [Theory]
    [InlineData('\u0085')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    public void They_stay_in_values_of_every_style_and_end_no_line(char c)
    {
        var dag = TaskFile.Resolve(
            $"dagrs:\n  a{c}b: {{ name: \"A{c}A\", cmd: 'x{c}y' }}\n  plain:\n    name: P{c}P # c{c}c\n    after: a{c}b\n    cmd: |\n      one{c}two\n      three\n");

        Assert.Equal([$"a{c}b", "plain"], dag.Tasks.Select(task => task.Id));
        Assert.Equal([$"A{c}A", $"P{c}P"], dag.Tasks.Select(task => task.Name));
        Assert.Equal(new Command.Shell($"one{c}two\nthree\n"), ((Dagrs.Core.Graph.Work.Execute)dag.Tasks[1].Work).Command);
    }

    [Theory]
    [InlineData('\u0085')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    public void Places_and_carets_count_them_as_one_column_of_one_line(char c) => Assert.Equal(
        "flow.yaml:3:20: error: unknown key 'nam' in task 'b'; did you mean 'name'? [DAG009]\n" +
        "      b: { cmd: \"x\uFFFDy\", nam: B, name: C }\n" +
        "                       ^^^",
        TaskFile.Message($"# {c}{c}\ndagrs: # {c}\n  b: {{ cmd: \"x{c}y\", nam: B, name: C }}\n"));

    [Fact]
    public void An_escape_of_one_is_one_and_an_escape_of_a_pair_of_surrogates_is_its_character() =>
        Assert.Equal("\u2028|\U0001F400|\u2028", TaskFile.Task("dagrs: { a: { name: \"\\u2028|\\ud83d\\udc00|\u2028\", cmd: x } }", "a").Name);

    [Fact]
    public void A_slip_behind_one_is_told_in_its_line() =>
        Assert.Equal("3:9 not valid YAML: a colon is missing after 'name'", TaskFile.OnlyProblem("dagrs: # \u2028\u2029\u0085\n  a:\n    name A\u2028\n    cmd: x\n"));

    [Fact]
    public void Lines_end_by_line_feed_and_carriage_return_alone()
    {
        var text = new SourceText("x", "a\u2028b\rc\u0085d\r\ne\u2029f\n"u8.ToArray());

        Assert.Equal(["a\u2028b", "c\u0085d", "e\u2029f", ""], [text.Line(1), text.Line(2), text.Line(3), text.Line(4)]);
    }
}
