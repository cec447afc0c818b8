using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>Other files, as they are named under <c>include</c>. None is opened here.</summary>
public class IncludeTests
{
    private const string Tasks = "\ndagrs: { a: { name: A, cmd: x } }\n";

    [Theory]
    [InlineData("a.yaml", "a.yaml as - in - set -")]
    [InlineData("[ a.yaml, { file: b.yaml } ]", "a.yaml as - in - set -|b.yaml as - in - set -")]
    [InlineData("[ { file: web/dagrs.yaml, as: web, set: { mode: ci, n: 3.10, e: '' }, dir: '${{ here }}/x' } ]", "web/dagrs.yaml as web in ${{ here }}/x set mode=ci,n=3.10,e=")]
    [InlineData("{ file: a.yaml, set: { m: '${{ params.m }}' } }", "a.yaml as - in - set m=${{ params.m }}")]
    public void A_file_is_a_path_or_a_mapping(string value, string shown)
    {
        var file = TaskFile.Read($"include: {value}{Tasks}");

        Assert.Empty(file.Problems);
        Assert.Equal(shown, string.Join('|', file.Includes.Select(Shown)));
    }

    [Fact]
    public void A_file_may_consist_of_include_alone()
    {
        var file = TaskFile.Read("include: [ a.yaml ]\n");

        Assert.Empty(file.Problems);
        Assert.Empty(file.Tasks);
        Assert.True(file.IsComplete);
    }

    [Theory]
    [InlineData("include: []\n", "1:1 there is no key 'dagrs'; the tasks go under it")]
    [InlineData("include: [ a.yaml ]\ndagrs: {}\n", "2:8 there are no tasks")]
    [InlineData("include: [ a.yaml ]\ndagrs:\n", "2:7 'dagrs' must be a mapping of ids to tasks, not empty")]
    [InlineData("include: [ { as: web } ]" + Tasks, "1:12 an entry of 'include' has no 'file'")]
    [InlineData("include: [ { path: web } ]" + Tasks, "1:14 unknown key 'path' in 'include' [file]")]
    [InlineData("include: [ { file: a, vars: { a: b } } ]" + Tasks, "1:23 unknown key 'vars' in 'include' [set]")]
    [InlineData("include: [ { file: a, as: '' } ]" + Tasks, "1:27 'include.as' is empty")]
    [InlineData("include: [ { file: a, set: [ b ] } ]" + Tasks, "1:28 'include.set' must be a mapping of parameters to strings, not a list")]
    [InlineData("include: [ { file: a, set: { b: [ c ] } } ]" + Tasks, "1:33 'include.set.b' must be a string, not a list")]
    [InlineData("include: [ [ a ] ]" + Tasks, "1:12 'include' must be a list of paths, or of mappings with 'file', not a list")]
    [InlineData("include: [ '' ]" + Tasks, "1:12 'include' is empty")]
    [InlineData("include: \"${{ root }}/a.yaml\"" + Tasks, "1:11 'include' does not accept expressions; write the value itself")]
    [InlineData("includes: [ a.yaml ]" + Tasks, "1:1 unknown key 'includes' at the top [include]")]
    [InlineData("import: [ a.yaml ]" + Tasks, "1:1 unknown key 'import' at the top [include]")]
    public void A_wrong_include_is_told(string text, string line) => Assert.Equal([line], TaskFile.Wrong(text));

    private static string Shown(IncludeDefinition include) =>
        $"{include.File.Value} as {include.As?.Value ?? "-"} in {include.Directory?.Value.Text ?? "-"} set {(include.Set.Count == 0 ? "-" : string.Join(',', include.Set.Select(set => $"{set.Name.Value}={set.Value.Value.Text}")))}";
}
