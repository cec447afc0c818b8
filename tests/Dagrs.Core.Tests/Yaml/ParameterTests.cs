using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>Values from outside: <c>params</c>, <c>env-file</c>, <c>secrets</c>, <c>default</c>.</summary>
public class ParameterTests
{
    private const string Tasks = "\ndagrs: { a: { name: A, cmd: x } }\n";

    [Fact]
    public void A_parameter_is_its_default_or_a_mapping_that_says_more()
    {
        var parameters = TaskFile.Read(
            """
            params:
              version: "1.0"
              count: 3.10
              none: ""
              config: { default: Release, choices: [ Debug, Release, 3.10 ], desc: "what is built" }
              target: { required: true, env: DEPLOY_TARGET }
              tag: { default: "v${{ params.version }}" }
            """ + Tasks).Parameters;

        Assert.Equal(["version", "count", "none", "config", "target", "tag"], parameters.Select(parameter => parameter.Name.Value));
        Assert.Equal(["1.0", "3.10", "", "Release", null, "v${{ params.version }}"], parameters.Select(parameter => parameter.Default?.Value.Text));
        Assert.Equal([false, false, false, false, true, false], parameters.Select(parameter => parameter.IsRequired));
        Assert.Equal(["Debug", "Release", "3.10"], parameters[3].Choices.Select(choice => choice.Value));
        Assert.Equal(("what is built", "DEPLOY_TARGET"), (parameters[3].Description, parameters[4].Variable));
        Assert.Equal((4, 3), (parameters[2 + 1].Name.Place.Line - 1, parameters[3].Name.Place.Column));
    }

    [Theory]
    [InlineData("params: x", "1:9 'params' must be a mapping of names to defaults, not a string")]
    [InlineData("params: [ version ]", "1:9 'params' must be a mapping of names to defaults, not a list; for a parameter without one write { required: true }")]
    [InlineData("params: { v: }", "1:11 'params.v' is empty; write its default (\"\" for an empty one), or { required: true }")]
    [InlineData("params: { v: [ a, b ] }", "1:14 'params.v' must be its default as a string, or a mapping, not a list; the values that are allowed go under 'choices'")]
    [InlineData("params: { v: { default: [ a ] } }", "1:25 'params.v.default' must be a string, not a list")]
    [InlineData("params: { v: { defualt: a } }", "1:16 unknown key 'defualt' in 'params.v' [default]")]
    [InlineData("params: { v: { options: [ a ] } }", "1:16 unknown key 'options' in 'params.v' [choices]")]
    [InlineData("params: { v: { choices: a } }", "1:25 'params.v.choices' must be a list of strings, not a string")]
    [InlineData("params: { v: { choices: [] } }", "1:25 'params.v.choices' is empty; write the values that are allowed")]
    [InlineData("params: { v: { default: Debg, choices: [ Debug, Release ] } }", "1:25 'params.v': the default 'Debg' is not one of its choices: 'Debug', 'Release' [Debug]")]
    [InlineData("params: { v: { default: a, required: true } }", "1:14 'params.v' is required, so its default is never used; remove one of the two")]
    [InlineData("params: { v: { required: yes } }", "1:26 'params.v.required' must be true or false, not 'yes'; write true")]
    [InlineData("params: { v: { required: maybe } }", "1:26 'params.v.required' must be true or false, not 'maybe'")]
    [InlineData("params: { v: { required: [] } }", "1:26 'params.v.required' must be true or false, not a list")]
    [InlineData("params: { v: { env: 'A=B' } }", "1:21 'params.v.env': 'A=B' is not a valid variable name")]
    [InlineData("params: { v: { desc: \"${{ os }}\" } }", "1:23 'params.v.desc' does not accept expressions; write the value itself")]
    [InlineData("params: { v: { choices: [ \"${{ os }}\" ] } }", "1:28 'params.v.choices' does not accept expressions; write the value itself")]
    [InlineData("params: { v: \"${{ oss }}\" }", "1:19 'params.v': unknown name 'oss'; strings need single quotes, and names begin with params, matrix, env, tasks, os, arch, ci, args, root, here [os]")]
    public void A_wrong_parameter_is_told_with_its_mend(string parameters, string line) => Assert.Equal([line], TaskFile.Wrong(parameters + Tasks));

    [Theory]
    [InlineData("a-b", "is not a valid name: use a letter, then letters, digits and '_', such as 'a_b'; commands get it as a variable")]
    [InlineData("1a", "is not a valid name: use a letter, then letters, digits and '_', such as 'a'; commands get it as a variable")]
    [InlineData("_a", "is not a valid name: use a letter, then letters, digits and '_', such as 'a'; commands get it as a variable")]
    [InlineData("''", "is not a valid name: use a letter, then letters, digits and '_'; commands get it as a variable")]
    [InlineData("ö", "is not a valid name: use a letter, then letters, digits and '_'; commands get it as a variable")]
    [InlineData("Path", "is a variable with a meaning of its own; use another name, because commands get it as a variable")]
    [InlineData("uid", "is a variable with a meaning of its own; use another name, because commands get it as a variable")]
    [InlineData("dagrs_x", "is a variable with a meaning of its own; use another name, because commands get it as a variable")]
    public void A_name_that_no_variable_can_have_is_none_of_a_parameter_nor_of_a_matrix_key(string name, string problem)
    {
        var quoted = name == "''" ? name : $"'{name}'";
        Assert.Equal([$"1:11 {quoted} {problem}"], TaskFile.Wrong($"params: {{ {name}: x }}{Tasks}"));
        Assert.Equal([$"1:42 'matrix' of task 'a': {quoted} {problem}"], TaskFile.Wrong($"dagrs: {{ a: {{ name: A, cmd: x, matrix: {{ {name}: [ x ] }} }} }}"));
    }

    [Theory]
    [InlineData("params: { os: x }\ndagrs: { a: { name: A, cmd: x, matrix: { os: [ linux ] } } }")]
    [InlineData("params: { os: x }\ndagrs: { a: { name: A, cmd: x, matrix: { include: [ { os: linux } ] } } }")]
    [InlineData("dagrs: { a: { name: A, cmd: x, matrix: { os: [ linux ] } } }\nparams: { os: x }")]
    public void A_parameter_and_a_matrix_key_have_different_names(string text)
    {
        var problem = Assert.Single(TaskFile.Read(text).Problems);

        Assert.Equal(ProblemCode.SharedName, problem.Code);
        Assert.Equal(
            $"'matrix' of task 'a': 'os' is also a parameter, in line {(text.StartsWith("params", StringComparison.Ordinal) ? 1 : 2)}, and both become the variable of that name; rename one of them",
            problem.Message);
    }

    [Theory]
    [InlineData(".env", ".env")]
    [InlineData("[ a.env, b.env ]", "a.env b.env")]
    [InlineData("[]", "")]
    [InlineData("{ path: a.env }", "a.env")]
    [InlineData("{ path: a.env, optional: true }", "a.env?")]
    [InlineData("[ a.env, { path: '${{ os }}.env', optional: true } ]", "a.env ${{ os }}.env?")]
    public void An_env_file_is_a_path_or_a_mapping_or_a_list_of_these(string value, string files)
    {
        var file = TaskFile.Read($"env-file: {value}\ndefaults: {{ env-file: {value} }}\ndagrs: {{ a: {{ name: A, cmd: x, env-file: {value} }} }}");

        Assert.Empty(file.Problems);
        Assert.All([file.EnvFiles, file.DefaultEnvFiles, file.Tasks[0].EnvFiles], list => Assert.Equal(files, string.Join(' ', list.Select(one => one.Path.Value.Text + (one.IsOptional ? "?" : "")))));
    }

    [Theory]
    [InlineData("~", "1:11 'env-file' is empty")]
    [InlineData("''", "1:11 'env-file' is empty")]
    [InlineData("[ [ a ] ]", "1:13 'env-file' must be a path, a mapping with 'path', or a list of these, not a list")]
    [InlineData("{ optional: true }", "1:11 'env-file' has no 'path'")]
    [InlineData("{ path: [] }", "1:19 'env-file.path' must be a string, not a list")]
    [InlineData("{ file: a }", "1:13 unknown key 'file' in 'env-file' [path]")]
    public void A_wrong_env_file_is_told(string value, string line) => Assert.Equal(line, TaskFile.Wrong($"env-file: {value}{Tasks}").First());

    [Fact]
    public void Secrets_are_names_of_variables_at_the_top_in_defaults_and_in_tasks()
    {
        var file = TaskFile.Read(
            """
            secrets: [ NPM_TOKEN, HOOK ]
            defaults: { secrets: NPM_TOKEN }
            dagrs:
              a: { name: A, cmd: x }
              b: { name: B, cmd: x, secrets: [ HOOK ] }
              c: { name: C, cmd: x, secrets: [] }
              d: { name: D, after: a }
            """);

        Assert.Empty(file.Problems);
        Assert.Equal(["NPM_TOKEN", "HOOK"], file.Secrets.Select(name => name.Value));
        Assert.Equal(["NPM_TOKEN", "HOOK", "", ""], file.Tasks.Select(task => string.Join(' ', task.Secrets.Select(name => name.Value))));
    }

    [Theory]
    [InlineData("secrets: { NPM_TOKEN: x }", "1:10 'secrets' must be a list of names of variables, not a mapping; their values come from the environment, or from 'env-file'")]
    [InlineData("secrets: [ A=B ]", "1:12 'secrets': 'A=B' is not a valid variable name")]
    [InlineData("secrets: [ DAGRS_RUN ]", "1:12 'secrets': 'DAGRS_RUN' is set by dagrs itself, for every task; use another name")]
    [InlineData("secrets: [ '' ]", "1:12 'secrets' is empty")]
    [InlineData("secrets: [ \"${{ env.A }}\" ]", "1:13 'secrets' does not accept expressions; write the value itself")]
    [InlineData("default: { timeout: 1m }", "1:10 'default' must be a list of ids, not a mapping; what all tasks have in common goes under 'defaults'")]
    [InlineData("default:", "1:9 'default' is empty; write ids, or [] to list the tasks instead of running them")]
    [InlineData("default: [ [ a ] ]", "1:12 'default' must be a list of strings, not a list with a list in it")]
    [InlineData("default: ''", "1:10 'default' is empty")]
    public void Wrong_secrets_and_defaults_are_told(string entry, string line) => Assert.Equal([line], TaskFile.Wrong(entry + Tasks));

    [Theory]
    [InlineData("", null)]
    [InlineData("default: []", "")]
    [InlineData("default: build", "build")]
    [InlineData("default: [ build, 'web:*', tag:fast ]", "build web:* tag:fast")]
    public void No_default_is_not_an_empty_one(string entry, string? ids) =>
        Assert.Equal(ids, TaskFile.Read(entry + Tasks).Default is { } found ? string.Join(' ', found.Select(id => id.Value)) : null);
}
