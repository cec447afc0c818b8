using Dagrs.Core.Model;
using Dagrs.Core.Tests.Yaml;

namespace Dagrs.Core.Tests.Definition;

/// <summary>What a task says of its files, as the graph has it.</summary>
public class TaskFilesTests
{
    private static readonly string Here = WorkingFolder.FullPath(".");

    [Fact]
    public void A_task_that_says_nothing_of_files_has_none() => Assert.Null(Files("dagrs: { a: { name: A, cmd: x, env-inputs: CC } }"));

    [Fact]
    public void Defaults_alone_give_no_files() => Assert.Null(Files("defaults: { cache: true, max-age: 1h, env-inputs: CC }\ndagrs: { a: { name: A, cmd: x } }"));

    [Fact]
    public void All_keys_arrive()
    {
        var files = Files(
            """
            dagrs:
              a:
                name: A
                cmd: x
                inputs: [ "src/**", "!src/gen" ]
                outputs: out.txt
                env-inputs: [ CC, "VITE_*" ]
                tool-inputs: [ "cc --version" ]
                max-age: 12h
                cache: true
                clean: false
            """)!;

        Assert.Equal(Here, files.Folder);
        Assert.Equal(["src/**", "!src/gen"], files.Inputs);
        Assert.Equal(["out.txt"], files.Outputs);
        Assert.Equal(["CC", "VITE_*"], files.Variables);
        Assert.Equal(["cc --version"], files.Tools);
        Assert.Equal(TimeSpan.FromHours(12), files.MaxAge);
        Assert.True(files.IsCached);
        Assert.False(files.IsCleaned);
        Assert.True(files.IsChecked);
        Assert.Empty(files.Parameters);
    }

    [Theory]
    [InlineData("inputs: a", true)]
    [InlineData("inputs: []", true)]
    [InlineData("outputs: a", true)]
    [InlineData("outputs: []", false)]
    public void What_it_says_decides_whether_it_is_checked(string entry, bool isChecked) =>
        Assert.Equal(isChecked, Files($"dagrs: {{ a: {{ name: A, cmd: x, {entry} }} }}")!.IsChecked);

    [Fact]
    public void One_word_is_a_list_of_one()
    {
        var files = Files("dagrs: { a: { name: A, cmd: x, inputs: a, env-inputs: CC, tool-inputs: cc --version } }")!;

        Assert.Equal(["CC"], files.Variables);
        Assert.Equal(["cc --version"], files.Tools);
    }

    [Fact]
    public void Its_folder_is_that_of_the_task_where_it_names_one()
    {
        Assert.Equal(Path.Combine(Here, "web"), Files("dagrs: { a: { name: A, cmd: x, inputs: a, dir: web } }")!.Folder);
        Assert.Equal(Path.Combine(Here, "lib"), Files("defaults: { dir: lib }\ndagrs: { a: { name: A, cmd: x, inputs: a } }")!.Folder);
        Assert.Equal(Path.Combine(Here, "web"), Files("dagrs: { a: { name: A, cmd: x, inputs: a, matrix: { d: [ web ] }, dir: '${{ matrix.d }}' } }")!.Folder);
    }

    [Fact]
    public void A_task_says_it_over_the_defaults_key_by_key()
    {
        var files = Files("defaults: { max-age: 1h, env-inputs: [ A ], clean: false, cache: true }\ndagrs: { a: { name: A, cmd: x, inputs: a, outputs: b, env-inputs: [ B ], cache: false } }")!;

        Assert.Equal(TimeSpan.FromHours(1), files.MaxAge);
        Assert.Equal(["B"], files.Variables);
        Assert.False(files.IsCleaned);
        Assert.False(files.IsCached);
    }

    [Theory]
    [InlineData("inputs: a, outputs: b", true)]
    [InlineData("inputs: a, outputs: []", true)]
    [InlineData("inputs: a", false)]
    [InlineData("outputs: a", false)]
    [InlineData("inputs: a, outputs: b, secrets: [ TOKEN ]", false)]
    [InlineData("inputs: a, outputs: b, confirm: 'Sure?'", false)]
    [InlineData("inputs: a, outputs: b, interactive: true", false)]
    public void The_cache_of_defaults_is_for_the_tasks_that_can_have_it(string entry, bool isCached) =>
        Assert.Equal(isCached, Files($"defaults: {{ cache: true }}\nsecrets: [ TOKEN ]\ndagrs: {{ a: {{ name: A, cmd: x, {entry} }} }}")!.IsCached);

    [Theory]
    [InlineData("a[1].c")]
    [InlineData("a*")]
    [InlineData("**")]
    [InlineData("who?")]
    [InlineData("!not")]
    [InlineData("[!a]")]
    [InlineData("back\\\\slash")]
    [InlineData("deep/a[b]/c")]
    public void A_value_is_no_pattern(string value)
    {
        var files = Files($"params: {{ v: \"{value}\" }}\ndagrs: {{ a: {{ name: A, cmd: x, inputs: [ '${{{{ params.v }}}}', 'in/*/${{{{ params.v }}}}.c' ], outputs: 'out/${{{{ params.v }}}}' }} }}")!;
        var name = value.Replace("\\\\", "\\", StringComparison.Ordinal);
        var inputs = FilePatterns.Of("/f", files.Inputs!);

        Assert.True(inputs.Covers("/f/" + name));
        Assert.True(inputs.Covers($"/f/in/any/{name}.c"));
        Assert.False(inputs.Covers("/f/a1.c"));
        Assert.False(inputs.Covers("/f/another"));
        Assert.False(inputs.Covers("/f/whom"));
        Assert.Equal(value != "**", FilePatterns.Of("/f", files.Outputs!).Patterns[0].IsLiteral);
    }

    [Fact]
    public void Expressions_have_their_values()
    {
        var files = Files("params: { v: '7' }\ndagrs: { a: { name: A, cmd: x, matrix: { os: [ linux ] }, inputs: [ 'src/${{ matrix.os }}/**', '!src/${{ params.v }}' ], outputs: 'out-${{ params.v }}' } }")!;

        Assert.Equal(["src/linux/**", "!src/7"], files.Inputs);
        Assert.Equal(["out-7"], files.Outputs);
    }

    [Theory]
    [InlineData("cmd: echo $v, inputs: a")]
    [InlineData("cmd: [ echo, '${{ params.v }}' ], inputs: a")]
    [InlineData("cmd: x, inputs: 'a-${{ params.v }}'")]
    [InlineData("cmd: x, inputs: a, outputs: 'a-${{ params.v }}'")]
    [InlineData("cmd: x, inputs: a, env: { X: '${{ params.v }}' }")]
    [InlineData("cmd: x, inputs: a, dir: '${{ params.v }}'")]
    public void A_parameter_that_it_uses_counts(string entry) => Assert.Equal([new("v", "7")], Files($"params: {{ v: '7', w: '8' }}\ndagrs: {{ a: {{ name: A, {entry} }} }}")!.Parameters);

    [Theory]
    [InlineData("cmd: x, inputs: a, desc: '${{ params.v }}'")]
    [InlineData("cmd: x, inputs: a, timeout: '${{ params.v }}s'")]
    [InlineData("cmd: x, inputs: a, resources: { cpus: '${{ params.v }}' }")]
    public void One_that_makes_no_other_result_does_not(string entry) => Assert.Empty(Files($"params: {{ v: '7' }}\ndagrs: {{ a: {{ name: A, {entry} }} }}")!.Parameters);

    [Fact]
    public void Parameters_stand_by_name_and_none_that_is_secret() =>
        Assert.Equal(["a", "b"], Files("params: { token: abcdefgh, b: '1', a: '2' }\nsecrets: [ token ]\ndagrs: { a: { name: A, cmd: echo $b $token $a, inputs: a } }")!.Parameters.Select(parameter => parameter.Key));

    private static TaskFiles? Files(string text) => TaskFile.Resolve(text).Tasks[0].Spec?.Files;
}
