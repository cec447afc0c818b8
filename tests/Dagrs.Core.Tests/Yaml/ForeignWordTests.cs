namespace Dagrs.Core.Tests.Yaml;

/// <summary>Words of GitHub, GitLab, go-task, just, CircleCI and others that are told by their name here.</summary>
public class ForeignWordTests
{
    [Theory]
    [InlineData("strategy", "matrix")]
    [InlineData("parallel", "matrix")]
    [InlineData("for", "matrix")]
    [InlineData("sources", "inputs")]
    [InlineData("generates", "outputs")]
    [InlineData("artifacts", "outputs")]
    [InlineData("depends_on", "after")]
    [InlineData("needs", "after")]
    [InlineData("rules", "if")]
    [InlineData("condition", "if")]
    [InlineData("preconditions", "if")]
    [InlineData("prompt", "confirm")]
    [InlineData("dotenv", "env-file")]
    [InlineData("env_file", "env-file")]
    [InlineData("vars", "env")]
    [InlineData("pool", "resources")]
    [InlineData("resource_group", "resources")]
    [InlineData("defer", "when")]
    [InlineData("exports", "results")]
    public void In_a_task(string word, string key) => Assert.Equal([$"1:24 unknown key '{word}' in task 'a' [{key}]"], TaskFile.Wrong($"dagrs: {{ a: {{ name: A, {word}: x, cmd: x }} }}"));

    [Theory]
    [InlineData("includes", "include")]
    [InlineData("import", "include")]
    [InlineData("vars", "params")]
    [InlineData("parameters", "params")]
    [InlineData("inputs", "params")]
    [InlineData("variables", "env")]
    [InlineData("dotenv", "env-file")]
    [InlineData("default-task", "default")]
    [InlineData("pools", "resources")]
    public void At_the_top(string word, string key) => Assert.Equal([$"1:1 unknown key '{word}' at the top [{key}]"], TaskFile.Wrong($"{word}: x\ndagrs: {{ a: {{ name: A, cmd: x }} }}"));
}
