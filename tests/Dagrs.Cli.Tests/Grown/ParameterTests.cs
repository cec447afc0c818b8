using System.Text.Json.Nodes;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Grown;

/// <summary>Values from outside: parameters, files of variables, what runs by default, what follows two dashes.</summary>
public sealed class ParameterTests
{
    private const int Patience = 240_000; // ms

    private const string File =
        """
        params:
          version: "1.0"
          config: { default: Release, choices: [ Debug, Release ] }
          target: { required: true, env: DEPLOY_TARGET }
          derived: "v${{ params.version }}-${{ params.config }}"
        default: [ show ]
        dagrs:
          show: { name: Show, cmd: 'echo "$derived"' }
          deploy: { name: Deploy, cmd: 'echo "to $target"' }
          python: { name: Python, shell: python, cmd: 'import os; print(os.environ["version"])' }
          other: { name: Other, cmd: 'echo "none: ${PARAMS-} "; env | grep -c "^ver[s]ion=" || true' }
        """;

    [Fact(Timeout = Patience)]
    public async Task A_parameter_is_a_variable_of_the_tasks_that_name_it() =>
        Assert.Equal(["v2-Debug"], (await Of(File, "--set", "version=2", "--set=config=Debug").RunAsync()).LinesOf("show"));

    [Fact(Timeout = Patience)]
    public async Task Others_do_not_get_it() => Assert.Equal("0", (await Of(File, "other").RunAsync()).LinesOf("other")[^1]);

    [Fact(Timeout = Patience)]
    public async Task The_last_of_two_values_counts_and_a_value_may_hold_an_equals_sign() =>
        Assert.Equal(["va=b-Release"], (await Of(File, "--set", "version=1", "--set", "version=a=b").RunAsync()).LinesOf("show"));

    [LongFact(Timeout = Patience)]
    public async Task A_required_value_is_asked_for_only_where_a_task_uses_it()
    {
        await Of(File).RunAsync();
        await Of(File, "deploy").ExitsWith(2).PrintsNothing().Complains("dagrs: error: parameter 'target' has no value; set it with --set target=VALUE, or with the variable DEPLOY_TARGET").RunAsync();
        await Of(File, "plan", "deploy").ExitsWith(2).PrintsNothing().ComplainsOf("--set target=VALUE").RunAsync();
        await Of(File, "check").PrintsNothing().RunAsync();
        await Of(File, "graph").RunAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task What_is_set_is_stronger_than_the_variable_and_that_than_the_default()
    {
        Assert.Equal(["to env"], (await Of(File, "deploy").Environment("DEPLOY_TARGET", "env").RunAsync()).LinesOf("deploy"));
        Assert.Equal(["to set"], (await Of(File, "deploy", "--set", "target=set").Environment("DEPLOY_TARGET", "env").RunAsync()).LinesOf("deploy"));
    }

    [LongFact(Timeout = Patience)]
    public async Task A_wrong_file_is_told_before_a_wrong_value() => await DagrsTest.Of("parms: { x: 1 }\ndagrs: { a: { name: A, cmd: echo } }", "--set", "x=2")
        .ExitsWith(3).PrintsNothing().ComplainsOf("unknown key 'parms'").RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task The_strongest_of_nine_places_gives_a_variable_its_value()
    {
        using var folder = new TempFolder();
        folder.Write("top.env", "export A=file\nB=file\nC=file\nD=file\nE=file\nF=file\n");
        folder.Write("defaults.env", "D=defaults-file\nE=defaults-file\nF=defaults-file\nG=defaults-file\n");
        folder.Write("task.env", "F=task-file\nG=task-file\nH=task-file\n");
        var ran = await Of("""
            env-file: top.env
            env: { C: top, D: top, E: top }
            defaults: { env-file: defaults.env, env: { E: defaults, F: defaults } }
            params: { h: parameter }
            dagrs:
              a:
                name: A
                matrix: { i: [ matrix ] }
                env-file: [ task.env, { path: none.env, optional: true } ]
                env: { G: task, h: task, i: task }
                cmd: echo "$A $B $C $D $E $F $G $h $i"
            """).In(folder).Environment("B", "outside").Environment("C", "outside").RunAsync();

        Assert.Equal(["file outside top defaults-file defaults task-file task parameter matrix"], ran.LinesOf("a[i=matrix]"));
    }

    [LongFact(Timeout = Patience)]
    public async Task A_missing_file_of_variables_is_an_error_of_a_run_and_none_of_a_check()
    {
        const string Missing = "env-file: missing.env\ndagrs: { a: { name: A, cmd: echo } }";
        await Of(Missing).ExitsWith(3).PrintsNothing().ComplainsOf("dagrs.yaml:1:11: error: env file 'missing.env' does not exist").RunAsync();
        await Of(Missing, "check").PrintsNothing().RunAsync();
        await Of(Missing, "list").RunAsync();
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("dagrs: { a: { name: A, matrix: { k: { split: '${{ params.req }}' } }, cmd: echo } }")]
    [InlineData("dagrs: { a: { name: A, matrix: { k: [ '${{ params.req }}' ] }, cmd: echo } }")]
    [InlineData("env: { E: '${{ params.req }}' }\ndagrs: { a: { name: A, cmd: echo } }")]
    [InlineData("env-file: '${{ params.req }}.env'\ndagrs: { a: { name: A, cmd: echo } }")]
    [InlineData("defaults: { env-file: '${{ params.req }}.env' }\ndagrs: { a: { name: A, cmd: echo } }")]
    [InlineData("dagrs: { a: { name: A, env-file: '${{ params.req }}.env', cmd: echo } }")]
    [InlineData("include: { file: lib.yaml, as: l, set: { mode: '${{ params.req }}' } }\ndagrs: { a: { name: A, after: 'l:b', cmd: echo } }")]
    public async Task A_value_that_is_required_is_asked_for_wherever_it_is_used(string rest)
    {
        using var folder = new TempFolder();
        folder.Write("lib.yaml", "params: { mode: dev }\ndagrs: { b: { name: B, cmd: 'echo mode=$mode' }, c: { name: C, cmd: echo } }");
        var text = "params: { req: { required: true } }\n" + rest;
        await DagrsTest.Of(text, "check").In(folder).RunAsync();
        await DagrsTest.Of(text).In(folder).ExitsWith(2).PrintsNothing().ComplainsOf("parameter 'req' has no value; set it with --set req=VALUE").RunAsync();
        await DagrsTest.Of(text, "plan").In(folder).ExitsWith(2).PrintsNothing().ComplainsOf("parameter 'req' has no value").RunAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task What_runs_by_default_are_ids_globs_and_tags()
    {
        const string Tasks = "\ndagrs: { a: { name: A, tags: [ x ], cmd: echo }, bb: { name: B, cmd: echo }, c: { name: C, after: a, cmd: echo } }";
        Assert.Equal(2, (await Of("default: [ 'tag:x', 'b*' ]" + Tasks).RunAsync()).Counts["succeeded"]);
        Assert.Equal(3, (await Of("x-none: 1" + Tasks).RunAsync()).Counts["succeeded"]);
        Assert.Equal(2, (await Of("default: [ bb ]" + Tasks, "--from", "a").RunAsync()).Counts["succeeded"]);
        await Of("default: []" + Tasks).ExitsWith(2).PrintsSomewhere("bb  B").ComplainsOf("no task is named").RunAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_default_that_means_no_task_is_an_error_with_its_place() => await Of("default: [ biuld ]\ndagrs: { build: { name: A, cmd: echo } }", "check")
        .ExitsWith(3).PrintsNothing().ComplainsOf("dagrs.yaml:1:12: error: 'default': unknown task 'biuld'; did you mean 'build'?").RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task What_follows_two_dashes_is_for_the_tasks_that_are_named()
    {
        var ran = await Of("""
            dagrs:
              a: { name: A, cmd: 'echo "<${DAGRS_ARGS-}>"' }
              b: { name: B, after: a, cmd: 'echo "<${DAGRS_ARGS-}>"' }
            """, "b", "--", "one", "two words").RunAsync();

        Assert.Equal(["<>"], ran.LinesOf("a"));
        Assert.Equal(["<one 'two words'>"], ran.LinesOf("b"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_file_without_parameters_takes_none() => await Of("dagrs: { a: { name: A, cmd: echo } }", "--set", "x=1")
        .ExitsWith(2).PrintsNothing().Complains("dagrs: error: there is no parameter 'x'; the file declares none under 'params'\n").RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task A_list_shows_all_parameters_with_their_defaults_also_those_of_included_files()
    {
        using var folder = new TempFolder();
        folder.Write("web/dagrs.yaml", """
            params: { mode: { default: dev, choices: [ dev, ci ] }, unused: "0" }
            dagrs: { build: { name: Build, cmd: 'echo "$mode"' } }
            """);
        const string File = """
            include: [ { file: web/dagrs.yaml, as: web, set: { mode: ci } } ]
            params: { version: "1.0", target: { required: true, env: TARGET } }
            dagrs: { a: { name: A, if: "params.version == '2.0'", cmd: echo } }
            """;
        await Of(File, "list").In(folder).Prints("""
            a          A
            web:build  Build

            parameters (--set NAME=VALUE):
            version     default '1.0'
            target      required, or TARGET
            web:mode    default 'ci', of dev, ci
            web:unused  default '0'
            """).RunAsync();
        var ran = await Of(File, "list", "--format", "json").In(folder).RunAsync();
        var used = JsonNode.Parse(ran.Out)!.AsArray().Select(task => string.Join(" ", task!["parameters"]!.AsArray().Select(parameter => $"{parameter!["name"]}={parameter["default"]}")));
        Assert.Equal(["version=1.0", "web:mode=ci"], used);
    }

    private static DagrsTest Of(string yaml, params string[] arguments) => DagrsTest.Of(yaml, arguments);
}
