using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>What is scarce, what a task gives to others and which files it reads and writes; and that a group has none of these.</summary>
public class ResourceTests
{
    private const string Tasks = "\ndagrs: { a: { name: A, cmd: x } }\n";

    [Fact]
    public void At_the_top_stands_how_much_there_is()
    {
        var file = TaskFile.Read("resources: { db: 1, licence: '3' }" + Tasks);

        Assert.Empty(file.Problems);
        Assert.Equal((1, 3, 28), (file.Resources["db"].Value, file.Resources["licence"].Value, file.Resources["licence"].Place.Column - 2));
    }

    [Theory]
    [InlineData("{ cpus: 4, memory: 8G, db: 1 }", "cpus=4 memory=8589934592 db=1")]
    [InlineData("{ memory: 512M }", "memory=536870912")]
    [InlineData("db", "db=1")]
    [InlineData("[ db, licence ]", "db=1 licence=1")]
    [InlineData("{}", "")]
    public void A_task_says_what_it_takes(string value, string amounts)
    {
        var file = TaskFile.Read($"dagrs: {{ a: {{ name: A, cmd: x, resources: {value} }} }}");

        Assert.Empty(file.Problems);
        Assert.Equal(amounts, string.Join(' ', file.Tasks[0].Settings.Resources.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Theory]
    [InlineData("resources: { cpus: 4 }", "1:14 'resources': 'cpus' is built in; set it with -j")]
    [InlineData("resources: { memory: 8G }", "1:14 'resources': 'memory' is built in; set it with --memory")]
    [InlineData("resources: { db: 0 }", "1:18 'resources': '0' is not a whole number of at least 1")]
    [InlineData("resources: { db: many }", "1:18 'resources': 'many' is not a whole number of at least 1")]
    [InlineData("resources: { db: }", "1:18 'resources' is empty")]
    [InlineData("resources: { db: [ 1 ] }", "1:18 'resources' must be a mapping of names to whole numbers, not one with a list in it")]
    [InlineData("resources: { '': 1 }", "1:14 'resources': a resource needs a name")]
    [InlineData("resources: [ db ]", "1:12 'resources' must be a mapping of names to whole numbers, not a list")]
    [InlineData("resources: { db: \"${{ params.n }}\" }", "1:19 'resources' does not accept expressions; write the value itself")]
    public void A_wrong_total_is_told(string entry, string line) => Assert.Equal([line], TaskFile.Wrong(entry + Tasks));

    [Theory]
    [InlineData("{ db: 0 }", "1:49 'resources' of task 'a': '0' is not a whole number of at least 1; leave it out for none")]
    [InlineData("{ cpus: 1.5 }", "1:51 'resources.cpus' of task 'a': '1.5' is not a whole number of at least 1")]
    [InlineData("{ memory: 8 }", "1:53 'resources.memory' of task 'a': '8' has no unit; write 8G, or K, M or T")]
    [InlineData("{ memory: lots }", "1:53 'resources.memory' of task 'a': 'lots' is not a memory size; write a number and a unit: K, M, G or T, as in 8G")]
    [InlineData("memory", "1:43 'resources' of task 'a': memory needs an amount: { memory: 4G }")]
    [InlineData("{ db: { a: 1 } }", "1:49 'resources' of task 'a' must be a mapping of names to amounts, not one with a mapping in it")]
    public void A_wrong_amount_is_told(string value, string line) => Assert.Equal([line], TaskFile.Wrong($"dagrs: {{ a: {{ name: A, cmd: x, resources: {value} }} }}"));

    [Theory]
    [InlineData("results: version", "version")]
    [InlineData("results: [ version, image-tag, a_1, größe, '1' ]", "version image-tag a_1 größe 1")]
    public void Results_are_names_that_can_follow_a_dot(string entry, string names)
    {
        var file = TaskFile.Read($"dagrs: {{ a: {{ name: A, cmd: x, {entry} }} }}");

        Assert.Empty(file.Problems);
        Assert.Equal(names, string.Join(' ', file.Tasks[0].Results.Select(name => name.Value)));
    }

    [Theory]
    [InlineData("results: [ a.b ]", "1:43 'results' of task 'a': 'a.b' is not a valid result name: use letters, digits, '_' and '-'")]
    [InlineData("results: [ 'a b' ]", "1:43 'results' of task 'a': 'a b' is not a valid result name: use letters, digits, '_' and '-'")]
    [InlineData("results: { v: 1 }", "1:41 'results' of task 'a' must be a list of names, not a mapping; the values are written by the command: echo \"name=value\" >> \"$DAGRS_RESULTS\"")]
    [InlineData("outputs: { v: 1 }", "1:41 'outputs' of task 'a' must be a path, or a list of paths, not a mapping; named values go under 'results', as a list of their names")]
    [InlineData("inputs: { v: 1 }", "1:40 'inputs' of task 'a' must be a path, or a list of paths, not a mapping")]
    [InlineData("outputs:", "1:41 'outputs' of task 'a' is empty; write [] for none")]
    [InlineData("outputs: [ '' ]", "1:43 'outputs' of task 'a' is empty")]
    [InlineData("outputs: [ [ a ] ]", "1:43 'outputs' of task 'a' must be a string, not a list")]
    public void Wrong_results_inputs_and_outputs_are_told(string entry, string line) => Assert.Equal([line], TaskFile.Wrong($"dagrs: {{ a: {{ name: A, cmd: x, {entry} }} }}"));

    [Fact]
    public void No_outputs_are_not_unknown_outputs()
    {
        var tasks = TaskFile.Read("dagrs: { a: { name: A, cmd: x }, b: { name: A, cmd: x, outputs: [], inputs: 'src/${{ os }}/**' }, c: { name: A, cmd: x, outputs: [ a, b ] } }").Tasks;

        Assert.Equal([null, "", "a b"], tasks.Select(task => task.OutputFiles is { } files ? string.Join(' ', files.Select(file => file.Value.Text)) : null));
        Assert.Equal("src/${{ os }}/**", Assert.Single(tasks[1].InputFiles!).Value.Text);
    }

    [Fact]
    public void A_group_may_have_a_condition_a_question_and_tags()
    {
        Assert.Equal("a", TaskFile.Predecessors(TaskFile.Resolve("dagrs: { a: { name: A, cmd: x }, g: { name: G, after: a, confirm: \"Sure?\", tags: t } }"), "g"));
        Assert.Empty(TaskFile.Wrong("dagrs: { a: { name: A, cmd: x }, g: { name: G, after: a, if: ci, when: always, matrix: { os: [ a ] }, confirm: \"Sure?\", tags: t } }"));
    }

    [Theory]
    [InlineData("env-file: .env")]
    [InlineData("secrets: [ X ]")]
    [InlineData("results: [ x ]")]
    [InlineData("resources: db")]
    [InlineData("inputs: x")]
    [InlineData("outputs: []")]
    public void And_no_key_that_is_for_a_command(string entry)
    {
        var problem = Assert.Single(TaskFile.Problems($"dagrs: {{ a: {{ name: A, cmd: x }}, g: {{ name: G, after: a, {entry} }} }}"));

        Assert.Equal((ProblemCode.GroupKey, 58), (problem.Code, problem.Place.Column));
        Assert.Equal($"'{entry.Split(':')[0]}' needs a 'cmd', and 'g' is a group, which only joins its dependencies", problem.Message);
    }

    [Theory]
    [InlineData("if: ci")]
    [InlineData("when: always")]
    [InlineData("matrix: { os: [ a ] }")]
    [InlineData("results: [ a ]")]
    [InlineData("inputs: a")]
    [InlineData("outputs: a")]
    [InlineData("confirm: \"Sure?\"")]
    public void Defaults_do_not_take_what_is_one_task_s_own(string entry) =>
        Assert.Equal($"1:13 unknown key '{entry.Split(':')[0]}' in 'defaults'", TaskFile.Wrong($"defaults: {{ {entry} }}{Tasks}").Select(line => line.Split(" [")[0]).Single());

    [Fact]
    public void Defaults_take_the_others() =>
        Assert.Empty(TaskFile.Wrong($"defaults: {{ env-file: .env, secrets: [ X ], resources: {{ cpus: 2 }}, timeout: 1m }}{Tasks}"));
}
