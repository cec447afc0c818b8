using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>Keys that nobody knows, free keys, keys that stand twice.</summary>
public class KeyTests
{
    [Theory]
    [InlineData("nmae: A, cmd: x", "1:13 unknown key 'nmae' in task 'a' [name]")]
    [InlineData("Name: A, cmd: x", "1:13 unknown key 'Name' in task 'a' [name]")]
    [InlineData("name: A, cdm: x", "1:22 unknown key 'cdm' in task 'a' [cmd]")]
    [InlineData("name: A, aftr: [b]", "1:22 unknown key 'aftr' in task 'a' [after]")]
    [InlineData("name: A, cmd: x, whatever: 1", "1:30 unknown key 'whatever' in task 'a'")]
    [InlineData("name: A, cmd: x, x-free: 1", "1:30 unknown key 'x-free' in task 'a'")]
    [InlineData("name: A, cmd: x, '': 1", "1:30 unknown key '' in task 'a'")]
    public void An_unknown_key_of_a_task_is_one_problem_and_what_it_means_is_not_called_missing(string entries, string line)
    {
        Assert.Equal(line, TaskFile.OnlyProblem($"dagrs: {{a: {{{entries}}}, b: {{name: B, cmd: x}}}}"));
    }

    // The nearest word of ours is 'cmd' for 'cwd'; who writes it comes from a runner where it is the folder.
    [Theory]
    [InlineData("needs", "after")]
    [InlineData("deps", "after")]
    [InlineData("depends_on", "after")]
    [InlineData("dependsOn", "after")]
    [InlineData("run", "cmd")]
    [InlineData("script", "cmd")]
    [InlineData("command", "cmd")]
    [InlineData("commands", "cmd")]
    [InlineData("cwd", "dir")]
    [InlineData("working-directory", "dir")]
    [InlineData("environment", "env")]
    [InlineData("Description", "desc")]
    [InlineData("retries", "retry")]
    [InlineData("timeout-minutes", "timeout")]
    [InlineData("continue-on-error", "allow-failure")]
    public void A_key_of_another_runner_is_told_by_its_name_here(string foreign, string key)
    {
        Assert.Equal($"1:22 unknown key '{foreign}' in task 'a' [{key}]", TaskFile.OnlyProblem($"dagrs: {{a: {{name: A, {foreign}: b, cmd: x}}, b: {{name: B, cmd: x}}}}"));
    }

    [Theory]
    [InlineData("tasks")]
    [InlineData("jobs")]
    public void What_others_call_the_tasks_is_told_by_its_name_here_and_not_called_missing(string foreign)
    {
        Assert.Equal($"1:1 unknown key '{foreign}' at the top [dagrs]", TaskFile.OnlyProblem($"{foreign}: {{a: {{name: A, cmd: x}}}}\n"));
    }

    [Fact]
    public void A_foreign_word_for_a_key_that_does_not_stand_here_is_not_suggested()
    {
        Assert.Equal("1:1 unknown key 'needs' at the top", TaskFile.OnlyProblem("needs: x\ndagrs: {a: {name: A, cmd: x}}\n"));
    }

    [Theory]
    [InlineData("endpoint: any", "1:1 unknown key 'endpoint' at the top [endpoints]")]
    [InlineData("version: 3", "1:1 unknown key 'version' at the top")]
    [InlineData("X-a: 1", "1:1 unknown key 'X-a' at the top")]
    [InlineData("x: 1", "1:1 unknown key 'x' at the top")]
    public void An_unknown_key_at_the_top_is_one_problem(string entry, string line)
    {
        Assert.Equal(line, TaskFile.OnlyProblem($"{entry}\ndagrs: {{a: {{name: A, cmd: x}}}}\n"));
    }

    [Theory]
    [InlineData("x-: 1")]
    [InlineData("x-a: [1, {b: c}]\nx-b: {dagrs: 1}\nx-c:\n")]
    [InlineData("'x-quoted': ~")]
    [InlineData("x-same: {a: 1, a: 2}")]
    public void Keys_that_begin_with_x_are_free(string entries)
    {
        Assert.Single(TaskFile.Resolve($"{entries}\ndagrs: {{a: {{name: A, cmd: x}}}}\n").Tasks);
    }

    [Theory]
    [InlineData("dagrs:\n  1: {name: A, cmd: x}\n  \"1\": {name: B, cmd: y}\n", "3:3 duplicate key '1'; the first is in line 2")]
    [InlineData("dagrs:\n  a: {name: A, cmd: x}\n  a: {nonsense: 1}\n", "3:3 duplicate key 'a'; the first is in line 2")]
    [InlineData("dagrs:\n  a:\n    name: A\n    cmd: x\n    name: B\n", "5:5 duplicate key 'name'; the first is in line 3")]
    [InlineData("dagrs:\n  a: {name: A, cmd: x}\ndagrs:\n  b: {name: A, cmd: x}\n", "3:1 duplicate key 'dagrs'; the first is in line 1")]
    [InlineData("x-a: 1\nx-a: 2\ndagrs:\n  a: {name: A, cmd: x}\n", "2:1 duplicate key 'x-a'; the first is in line 1")]
    public void A_key_that_stands_twice_is_one_problem(string text, string line)
    {
        var problem = Assert.Single(TaskFile.Problems(text));

        Assert.Equal(ProblemCode.DuplicateKey, problem.Code);
        Assert.Equal(line, TaskFile.Line(problem));
    }

    [Fact]
    public void Every_problem_of_a_file_is_reported_in_one_go()
    {
        Assert.Equal(
            """
            flow.yaml:2:1: error: unknown key 'verson' at the top [DAG009]
                verson: 1
                ^^^^^^
            flow.yaml:3:12: error: 'endpoints' must be one of 'any', 'single', not 'sngle'; did you mean 'single'? [DAG013]
                endpoints: sngle
                           ^^^^^
            flow.yaml:5:3: error: task 'empty' is empty; it needs a 'name' and a 'cmd' [DAG012]
                  empty:
                  ^^^^^
            flow.yaml:7:11: error: 'name' of task 'a' is empty [DAG012]
                    name: ""
                          ^^
            flow.yaml:8:14: error: task 'a' depends on 'bb', which does not exist; did you mean 'b'? [DAG015]
                    after: [ bb, a, c ]
                             ^^
            flow.yaml:8:18: error: task 'a' depends on itself [DAG016]
                    after: [ bb, a, c ]
                                 ^
            flow.yaml:11:10: error: 'cmd' of task 'b' must be a string, or a list of program and arguments, not a mapping [DAG011]
                    cmd: { run: x }
                         ^
            flow.yaml:12:5: error: unknown key 'nme' in task 'b'; did you mean 'name'? [DAG009]
                    nme: B
                    ^^^
            flow.yaml:13:3: error: duplicate key 'a'; the first is in line 6 [DAG008]
                  a: { name: A, cmd: x }
                  ^
            flow.yaml:14:3: error: task 'c' has no 'name' [DAG010]
                  c:
                  ^
            flow.yaml:14:3: error: task 'c' has no 'cmd'; only a group (a task with 'after') can omit it [DAG010]
                  c:
                  ^
            flow.yaml:17:32: error: dependency cycle: d -> e -> d [DAG017]
                  d: { name: D, cmd: x, after: e }
                                               ^
            flow.yaml:17:32: note: 'd' depends on 'e'
            flow.yaml:18:32: note: 'e' depends on 'd'
            """,
            TaskFile.Message(
                """
                # everything is wrong
                verson: 1
                endpoints: sngle
                dagrs:
                  empty:
                  a:
                    name: ""
                    after: [ bb, a, c ]
                    cmd: x
                  b:
                    cmd: { run: x }
                    nme: B
                  a: { name: A, cmd: x }
                  c:
                    # nothing but a comment
                    {}
                  d: { name: D, cmd: x, after: e }
                  e: { name: E, cmd: x, after: d }
                """));
    }
}
