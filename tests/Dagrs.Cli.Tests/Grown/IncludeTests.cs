using System.Text.Json;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Grown;

/// <summary>Several files as one: ids, folders, variables, parameters, and where a problem is.</summary>
public sealed class IncludeTests
{
    private const int Patience = 240_000; // ms

    [Fact(Timeout = Patience)]
    public async Task Three_levels_have_their_own_folders_variables_defaults_and_parameters()
    {
        using var folder = Tree();
        var ran = await new DagrsTest().In(folder).RunAsync();

        Assert.Equal(["build dev root root"], ran.LinesOf("build"));
        Assert.Equal(["lint root no"], ran.LinesOf("lint"));
        Assert.Equal(["web build ci 1 in web: web root webdefault file no"], ran.LinesOf("web:build"));
        Assert.Equal(["x in sub: web+sub web no"], ran.LinesOf("web:sub:x"));
        Assert.Equal(["y in web"], ran.LinesOf("web:sub:y"));
        Assert.Equal(["test a.txt"], ran.LinesOf("web:test[f=a.txt]"));
    }

    [Fact(Timeout = Patience)]
    public async Task The_same_file_by_two_paths_is_run_once_by_its_shortest_name()
    {
        using var folder = Tree();
        var ran = await new DagrsTest("build", "web:common:gen").In(folder).RunAsync();

        Assert.Equal(["gen plain in lib"], ran.LinesOf("common:gen"));
        Assert.Empty(ran.LinesOf("web:common:gen"));
    }

    [Fact(Timeout = Patience)]
    public async Task Set_reaches_a_parameter_of_one_file()
    {
        using var folder = Tree();
        var ran = await new DagrsTest("web:build", "--set", "web:mode=prod", "--set", "web:level=2").In(folder).RunAsync();
        Assert.Equal(["web build prod 2 in web: web root webdefault file no"], ran.LinesOf("web:build"));

        await new DagrsTest("--set", "web:mod=prod").In(folder).ExitsWith(2).PrintsNothing().ComplainsOf("there is no parameter 'web:mod'; did you mean 'web:mode'?").RunAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_file_does_the_same_alone()
    {
        using var folder = Tree();
        var ran = await new DagrsTest("-C", "web", "build").In(folder).RunAsync();
        Assert.Equal(["web build dev 1 in web: web  webdefault file no"], ran.LinesOf("build"));
    }

    [LongFact(Timeout = Patience)]
    public async Task A_path_is_shown_as_people_write_it()
    {
        using var folder = new TempFolder();
        folder.Write("web/dagrs.yaml", "include: { file: ../lib/l.yaml, as: l }");
        folder.Write("lib/l.yaml", "dagrs: { bad: { name: Bad, cmd: exit 3 } }");
        await DagrsTest.Of("include: { file: web/dagrs.yaml, as: web }").In(folder).ExitsWith(1).PrintsSomewhere("  at lib/l.yaml:1").RunAsync();
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("github")]
    public async Task A_problem_has_the_place_in_its_own_file(string format)
    {
        using var folder = new TempFolder();
        folder.Write("one.yaml", "include: { file: deep/two.yaml, as: two }\ndagrs:\n  a: { name: A, after: nowhere, cmd: echo }\n");
        folder.Write("deep/two.yaml", "dagrs:\n\n  b: { name: B, after: b, cmd: echo }\n  c: { nam: C, cmd: echo }\n  d: { name: D, resources: licence, cmd: echo }\n");
        var ran = await DagrsTest.Of("include: [ one.yaml ]", "check", "--format", format).In(folder).ExitsWith(3).ComplainsOf("").RunAsync();

        string[] expected = ["deep/two.yaml:3:24", "deep/two.yaml:4:8", "deep/two.yaml:5:3", "one.yaml:3:24"];
        Assert.Equal(expected, Places(format, ran.Out + ran.Error).Order(StringComparer.Ordinal));
    }

    [LongFact(Timeout = Patience)]
    public async Task A_cycle_of_files_is_told_by_its_path()
    {
        using var folder = new TempFolder();
        folder.Write("b.yaml", "include: { file: c/c.yaml, as: c }");
        folder.Write("c/c.yaml", "include: ../dagrs.yaml");
        await DagrsTest.Of("include: [ b.yaml ]", "check").In(folder).ExitsWith(3).PrintsNothing()
            .ComplainsOf("c/c.yaml:1:10: error: include cycle: dagrs.yaml -> b.yaml -> c/c.yaml -> dagrs.yaml").RunAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_second_declaration_of_an_id_or_a_parameter_is_told_with_both_places()
    {
        using var folder = new TempFolder();
        folder.Write("lib/one.yaml", "params:\n  mode: x\ndagrs:\n  lint: { name: Lint, cmd: echo }\n");
        await DagrsTest.Of("include: [ lib/one.yaml ]\nparams: { mode: y }\ndagrs:\n  lint: { name: Other, cmd: echo }\n", "check").In(folder).ExitsWith(3).PrintsNothing()
            .ComplainsOf("lib/one.yaml:4:3: error: task 'lint' is declared twice; the first is at dagrs.yaml:4:3")
            .ComplainsOf("lib/one.yaml:2:3: error: parameter 'mode' is declared twice; the first is at dagrs.yaml:2:11").RunAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_missing_file_is_told_where_it_is_named() => await DagrsTest.Of("include:\n  - nope.yaml", "check").ExitsWith(3).PrintsNothing()
        .ComplainsOf("dagrs.yaml:2:5: error: the included file 'nope.yaml': no such file").RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task An_address_is_no_file() => await DagrsTest.Of("include: [ 'https://example.org/x.yaml' ]", "check").ExitsWith(3).PrintsNothing()
        .ComplainsOf("'https://example.org/x.yaml' is a URL; only local files can be included").RunAsync();

    private static IEnumerable<string> Places(string format, string text) => format switch
    {
        "json" => JsonDocument.Parse(text).RootElement.EnumerateArray().Select(problem => $"{problem.GetProperty("path")}:{problem.GetProperty("line")}:{problem.GetProperty("column")}"),
        "sarif" => JsonDocument.Parse(text).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation"))
            .Select(place => $"{place.GetProperty("artifactLocation").GetProperty("uri")}:{place.GetProperty("region").GetProperty("startLine")}:{place.GetProperty("region").GetProperty("startColumn")}"),
        "github" => text.Split('\n').Where(line => line.StartsWith("::error", StringComparison.Ordinal)).Select(line => line.Split("file=")[1].Split(',')).Select(parts => $"{parts[0]}:{parts[1][5..]}:{parts[2][4..]}"),
        _ => text.Split('\n').Where(line => line.Contains(": error: ", StringComparison.Ordinal)).Select(line => line.Split(": error: ")[0]),
    };

    private static TempFolder Tree()
    {
        var folder = new TempFolder();
        folder.Write("dagrs.yaml", """
            include:
              - lib/lint.yaml
              - { file: web/dagrs.yaml, as: web, set: { mode: ci } }
              - { file: lib/common.yaml, as: common }
            params: { mode: dev }
            env: { OUT: root, DEEP: root }
            defaults: { env: { HOME_ONLY: x } }
            dagrs:
              build: { name: Build, after: [ "web:build", lint, "web:sub:x" ], cmd: 'echo "build $mode $OUT $DEEP"' }
              via: { name: Via, after: "web:common:gen", cmd: 'echo "$1"' }
              all: { name: All, after: "web:*" }
            """);
        folder.Write("lib/lint.yaml", """
            dagrs:
              lint: { name: Lint, cmd: 'echo "lint $OUT ${HOME_ONLY-no}"' }
            """);
        folder.Write("lib/common.yaml", """
            params: { kind: plain }
            dagrs:
              gen: { name: Gen, cmd: 'echo "gen $kind in ${PWD##*/}"' }
            """);
        folder.Write("web/dagrs.yaml", """
            include:
              - { file: sub/dagrs.yaml, as: sub }
              - { file: ../lib/common.yaml, as: common }
            params: { mode: dev, level: "1" }
            env: { OUT: web }
            env-file: web.env
            defaults: { env: { W: webdefault } }
            dagrs:
              build: { name: Build, after: [ test, "sub:x", "common:gen" ], cmd: 'echo "web build $mode $level in ${PWD##*/}: $OUT $DEEP $W $FROM_FILE ${HOME_ONLY-no}"' }
              test: { name: Test, matrix: { f: { glob: "*.txt" } }, cmd: 'test -f "$f" && echo "test $f"' }
            """);
        folder.Write("web/web.env", "FROM_FILE=file\n");
        folder.Write("web/a.txt", "");
        folder.Write("web/sub/dagrs.yaml", """
            env: { DEEP: "${{ env.OUT }}+sub" }
            dagrs:
              x: { name: X, cmd: 'echo "x in ${PWD##*/}: $DEEP $OUT ${W-no}"' }
              y: { name: Y, dir: .., cmd: 'echo "y in ${PWD##*/}"' }
            """);
        return folder;
    }
}
