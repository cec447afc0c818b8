using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>Many tasks from one, as it is written under <c>matrix</c>.</summary>
public class MatrixTests
{
    [Fact]
    public void Keys_have_lists_of_values_as_they_are_written()
    {
        var matrix = Matrix("{ os: [ linux, \"${{ params.os }}\" ], sdk: [ 3.10, 8, \"9\", true, '' ], none: [], exclude: [ { os: linux, sdk: 8 } ], include: [ { os: w, sdk: 1, none: ~ } ] }");

        Assert.Equal(["os", "sdk", "none"], matrix.Keys.Select(key => key.Name.Value));
        Assert.Equal(["linux|${{ params.os }}", "3.10|8|9|true|", ""], matrix.Keys.Select(key => string.Join('|', Assert.IsType<MatrixSource.List>(key.Source).Values.Select(value => value.Value.Text))));
        Assert.Equal(["os=linux,sdk=8"], matrix.Exclude.Select(Shown));
        Assert.Equal(["os=w,sdk=1,none=~"], matrix.Include.Select(Shown));
    }

    [Fact]
    public void Values_come_from_files_or_from_the_words_of_a_text()
    {
        var matrix = Matrix("{ file: { glob: [ 'src/**/*.sh', '${{ params.d }}/*.py' ] }, one: { glob: '*.c' }, target: { split: \"${{ params.targets }}\" } }");

        Assert.Equal(["src/**/*.sh", "${{ params.d }}/*.py"], Assert.IsType<MatrixSource.Glob>(matrix.Keys[0].Source).Pattern.Select(pattern => pattern.Value.Text));
        Assert.Equal("*.c", Assert.Single(Assert.IsType<MatrixSource.Glob>(matrix.Keys[1].Source).Pattern).Value.Text);
        Assert.Equal("${{ params.targets }}", Assert.IsType<MatrixSource.Split>(matrix.Keys[2].Source).Text.Value.Text);
    }

    [Fact]
    public void Include_alone_gives_the_keys() => Assert.Equal(["os=a,sdk=1", "os=b,sdk=2"], Matrix("{ include: [ { os: a, sdk: 1 }, { os: b, sdk: 2 } ] }").Include.Select(Shown));

    [Theory]
    [InlineData("[ a, b ]", "1:32 'matrix' of task 'a' must be a mapping of keys to lists of values, not a list; name what varies, as in { os: [ linux, alpine ] }; whole combinations go under 'include'")]
    [InlineData("linux", "1:32 'matrix' of task 'a' must be a mapping of keys to lists of values, not a string")]
    [InlineData("{}", "1:32 'matrix' of task 'a' has no key; write what varies, as in { os: [ linux, alpine ] }")]
    [InlineData("{ exclude: [ { os: a } ] }", "1:32 'matrix' of task 'a' has no key; write what varies, as in { os: [ linux, alpine ] }")]
    [InlineData("{ os: linux }", "1:38 'matrix.os' of task 'a' must be a list of values, { glob: ... } or { split: ... }, not a string; write [ linux ]")]
    [InlineData("{ os: \"${{ params.os }}\" }", "1:38 'matrix.os' of task 'a' must be a list of values, { glob: ... } or { split: ... }, not a string; for the words of a string write { split: \"${{ params.os }}\" }")]
    [InlineData("{ os: }", "1:38 'matrix.os' of task 'a' must be a list of values, { glob: ... } or { split: ... }, not nothing")]
    [InlineData("{ os: [ { a: b } ] }", "1:40 'matrix.os' of task 'a' must be a list of strings, not a list with a mapping in it")]
    [InlineData("{ os: [ [ a ] ] }", "1:40 'matrix.os' of task 'a' must be a list of strings, not a list with a list in it")]
    [InlineData("{ os: { globs: x } }", "1:40 unknown key 'globs' in 'matrix.os' of task 'a' [glob]")]
    [InlineData("{ os: {} }", "1:38 'matrix.os' of task 'a' has neither 'glob' nor 'split'")]
    [InlineData("{ os: { glob: a, split: b } }", "1:38 'matrix.os' of task 'a' has both 'glob' and 'split'; use one of them")]
    [InlineData("{ os: { glob: { a: b } } }", "1:46 'matrix.os.glob' of task 'a' must be a string, not a mapping")]
    [InlineData("{ os: [ a ], exclude: { os: a } }", "1:54 'matrix.exclude' of task 'a' must be a list of combinations, each a mapping of keys to values, not a mapping")]
    [InlineData("{ os: [ a ], exclude: [ a ] }", "1:56 'matrix.exclude' of task 'a' must be a list of combinations, each a mapping of keys to values, not a string")]
    [InlineData("{ os: [ a ], exclude: [ {} ] }", "1:56 a combination in 'matrix.exclude' of task 'a' is empty")]
    [InlineData("{ os: [ a ], include: [ { os: [ b ] } ] }", "1:62 'matrix.include' of task 'a' must be a list of strings, not a list with a list in it")]
    public void A_wrong_matrix_is_told_with_its_mend(string matrix, string line) => Assert.Equal([line], TaskFile.Wrong(File(matrix)));

    [Fact]
    public void In_brackets_a_choice_wants_quotes() => Assert.Equal(
        ["1:37 not valid YAML: inside brackets a string with '[' in it must be quoted"],
        TaskFile.Wrong("dagrs: { a: { name: A, after: [ test[os=linux] ], cmd: x } }"));

    [Fact]
    public void A_choice_a_glob_and_an_open_id_are_ids_in_after()
    {
        var file = TaskFile.Read("dagrs: { a: { name: A, after: [ \"test[os=linux]\", 'web:*', \"t[os=${{ matrix.os }}]\" ], cmd: x }, b: { name: B, after: \"t[os=${{ matrix.os }}]\" } }");

        Assert.Empty(file.Problems);
        Assert.Equal(["test[os=linux]", "web:*", "t[os=${{ matrix.os }}]"], file.Tasks[0].After.Select(id => id.Value));
        Assert.Equal((OpenPart.After, 2), (Assert.Single(file.Tasks[0].Open).Part, file.Tasks[0].Open[0].Index));
        Assert.Equal(0, Assert.Single(file.Tasks[1].Open).Index);
    }

    private static string File(string matrix) => $"dagrs: {{ a: {{ name: A, matrix: {matrix}, cmd: x }} }}";

    private static MatrixDefinition Matrix(string matrix)
    {
        var file = TaskFile.Read(File(matrix));
        Assert.Empty(file.Problems);
        return file.Tasks[0].Matrix!;
    }

    private static string Shown(MatrixChoice choice) => string.Join(',', choice.Values.Select(value => $"{value.Key.Value}={value.Value.Value.Text}"));
}
