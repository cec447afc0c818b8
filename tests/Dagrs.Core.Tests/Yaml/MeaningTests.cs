using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>What is YAML and does not mean what its author thinks.</summary>
public class MeaningTests
{
    private static string A(string keys) => $"dagrs:\n  a: {{ name: A, {keys} }}\n";

    [Theory]
    [InlineData("cmd: ! grep x", "'cmd' of task 'a': '!' is a YAML tag, not part of the value; quote the whole value")]
    [InlineData("cmd: !grep x", "'cmd' of task 'a': '!grep' is a YAML tag, not part of the value; quote the whole value")]
    [InlineData("cmd: !!str x", "'cmd' of task 'a': '!!str' is a YAML tag, which no value needs; remove it")]
    [InlineData("cmd: !<foo> x", "'cmd' of task 'a': '!<foo>' is a YAML tag, not part of the value; quote the whole value")]
    [InlineData("cmd: !!str \"x\"", "'cmd' of task 'a': '!!str' is a YAML tag, which no value needs; remove it")]
    [InlineData("cmd: !!seq [ ls ]", "'cmd' of task 'a': '!!seq' is a YAML tag; remove it, or quote the whole value if it is a string")]
    [InlineData("cmd: [ ls, ! x ]", "'cmd' of task 'a': '!' is a YAML tag, not part of the value; quote the whole value")]
    [InlineData("cmd: x, !!str desc: y", "task 'a': '!!str' is a YAML tag, which no value needs; remove it")]
    [InlineData("cmd: x, tags: !foo x", "'tags' of task 'a': '!foo' is a YAML tag, not part of the value; quote the whole value")]
    [InlineData("cmd: x, env: !!map { A: b }", "'env' of task 'a': '!!map' is a YAML tag; remove it, or quote the whole value if it is a string")]
    [InlineData("cmd: x, env: { A: !b c }", "'env' of task 'a': '!b' is a YAML tag, not part of the value; quote the whole value")]
    [InlineData("cmd: x, timeout: !!str 5s", "'timeout' of task 'a': '!!str' is a YAML tag, which no value needs; remove it")]
    [InlineData("cmd: x, retry: !!int 5", "'retry' of task 'a': '!!int' is a YAML tag, which no value needs; remove it")]
    [InlineData("cmd: x, allow-failure: !!bool true", "'allow-failure' of task 'a': '!!bool' is a YAML tag, which no value needs; remove it")]
    [InlineData("cmd: x, tags: !x [ t ]", "'tags' of task 'a': '!x' is a YAML tag; remove it, or quote the whole value if it is a string")]
    [InlineData("cmd: !x \"y\"", "'cmd' of task 'a': '!x' is a YAML tag, which no value needs; remove it")]
    [InlineData("cmd: x, shell: !x sh", "'shell' of task 'a': '!x' is a YAML tag, not part of the value; quote the whole value")]
    public void A_tag_is_an_error_wherever_a_value_is_read(string keys, string message)
    {
        var problem = Assert.Single(TaskFile.Problems(A(keys)));

        Assert.Equal((ProblemCode.Tag, message), (problem.Code, problem.Message));
        Assert.Equal(2, problem.Place.Line);
        Assert.Equal('!', A(keys).Split('\n')[1][problem.Place.Column - 1]);
    }

    [Theory]
    [InlineData("dagrs: !!map { a: { name: A, cmd: x } }")]
    [InlineData("!!map { dagrs: { a: { name: A, cmd: x } } }")]
    [InlineData("endpoints: !!str any\ndagrs: { a: { name: A, cmd: x } }")]
    [InlineData("x-a: &a { cmd: ! x }\ndagrs: { a: { name: A, <<: *a } }")]
    [InlineData("dagrs: { !x a: { name: A, cmd: x } }")]
    public void So_it_is_at_the_top_and_by_way_of_an_alias(string text) => Assert.Equal(ProblemCode.Tag, Assert.Single(TaskFile.Problems(text)).Code);

    [Fact]
    public void What_is_free_for_its_author_may_have_tags() => Assert.Single(TaskFile.Resolve("x-a: !foo bar\ndagrs: { a: { name: A, cmd: x } }").Tasks);

    [Theory]
    [InlineData("PATH: \"./bin:$PATH\"", "the value of 'PATH' refers to itself, but values are not expanded; set it in 'cmd': export PATH=\"./bin:$PATH\"")]
    [InlineData("A: \"${A}x\"", "the value of 'A' refers to itself, but values are not expanded; set it in 'cmd': export A=\"${A}x\"")]
    [InlineData("A: \"${A:-x}\"", "the value of 'A' refers to itself, but values are not expanded; set it in 'cmd': export A=\"${A:-x}\"")]
    [InlineData("A: \"$B $A\"", "the value of 'A' refers to itself, but values are not expanded; set it in 'cmd': export A=\"$B $A\"")]
    public void A_value_that_names_its_own_variable_is_an_error_in_every_env(string variable, string message)
    {
        string[] texts =
        [
            $"dagrs: {{ a: {{ name: A, cmd: x, env: {{ {variable} }} }} }}",
            $"env: {{ {variable} }}\ndagrs: {{ a: {{ name: A, cmd: x }} }}",
            $"defaults: {{ env: {{ {variable} }} }}\ndagrs: {{ a: {{ name: A, cmd: x }} }}",
        ];
        Assert.All(texts, text => Assert.Equal((ProblemCode.OwnVariable, message), Assert.Single(TaskFile.Problems(text)) is var problem ? (problem.Code, problem.Message) : default));
    }

    [Theory]
    [InlineData("A: \"$HOME/bin\"", "'$HOME' is not expanded in the value of 'A'; to expand it, set the variable in 'cmd'")]
    [InlineData("A: \"x${AB}y$C\"", "'${AB}' is not expanded in the value of 'A'; to expand it, set the variable in 'cmd'")]
    [InlineData("A: \"$(date)\"", "'$(date)' is not expanded in the value of 'A'; to expand it, set the variable in 'cmd'")]
    [InlineData("A: $AB", "'$AB' is not expanded in the value of 'A'; to expand it, set the variable in 'cmd'")]
    public void Another_variable_in_a_value_is_a_note(string variable, string message)
    {
        var note = Assert.Single(Resolver.Check(WorkflowFile.Parse(A($"cmd: x, env: {{ {variable} }}"))));

        Assert.Equal((ProblemCode.LiteralVariable, message), (note.Code, note.Message));
        Assert.True(note.Place is { Line: 2, Column: > 30 });
    }

    [Theory]
    [InlineData("A: \"5$\"")]
    [InlineData("A: \"$1 $$ $? ${\"")]
    [InlineData("A: plain")]
    public void A_dollar_without_a_name_is_nothing(string variable) => Assert.Empty(Resolver.Check(WorkflowFile.Parse(A($"cmd: x, env: {{ {variable} }}"))));

    [Theory]
    [InlineData("DAGRS_RUN")]
    [InlineData("DAGRS_TASK")]
    [InlineData("DAGRS_ATTEMPT")]
    [InlineData("DAGRS_START")]
    [InlineData("dagrs_run")]
    public void A_variable_that_dagrs_sets_is_refused_in_every_env(string name)
    {
        string[] texts =
        [
            $"dagrs: {{ a: {{ name: A, cmd: x, env: {{ {name}: x }} }} }}",
            $"env: {{ {name}: x }}\ndagrs: {{ a: {{ name: A, cmd: x }} }}",
            $"defaults: {{ env: {{ {name}: x }} }}\ndagrs: {{ a: {{ name: A, cmd: x }} }}",
        ];
        Assert.All(texts, text =>
        {
            var problem = Assert.Single(TaskFile.Problems(text));
            Assert.Equal((ProblemCode.ReservedVariable, $"'{name}' is set by dagrs itself, for every task; use another name"), (problem.Code, problem.Message));
            Assert.Equal(name, text.Split('\n')[problem.Place.Line - 1].Substring(problem.Place.Column - 1, name.Length));
        });
    }

    [Fact]
    public void What_a_dagrs_within_a_task_reads_may_be_set() => Assert.Single(TaskFile.Resolve(A("cmd: x, env: { DAGRS_EXECUTOR: direct, DAGRS_TESTS: all }")).Tasks);

    [Theory]
    [InlineData("echo $1", "", "'$1' in 'cmd' of task 't' is always empty: it is the output of dependency 1, and the task has no dependencies")]
    [InlineData("echo \"$1 $2\"", "a, a", "'$2' in 'cmd' of task 't' is always empty: it is the output of dependency 2, and the task has only one dependency")]
    [InlineData("echo ${3}", "a, b", "'$3' in 'cmd' of task 't' is always empty: it is the output of dependency 3, and the task has only 2 dependencies")]
    public void An_output_of_no_predecessor_is_a_note(string script, string after, string message)
    {
        var note = Assert.Single(Notes(script, after));

        Assert.Equal((ProblemCode.NoSuchOutput, message), (note.Code, note.Message));
    }

    [Theory]
    [InlineData("echo $1", "a")]
    [InlineData("echo $2 $1", "a, b")]
    [InlineData("echo ${1:-none}", "")]
    [InlineData("awk '{ print $1 }' f", "")]
    [InlineData("f() { echo $1; }; f x", "")]
    [InlineData("set -- a b; echo $2", "")]
    [InlineData("shift; echo $1", "")]
    [InlineData("echo \\$1", "")]
    [InlineData("echo x # $1", "")]
    [InlineData("cat <<EOF\n$1\nEOF", "")]
    [InlineData("for x in $@; do echo $x; done", "")]
    [InlineData("echo \"$(sed 's/$1/x/')\"", "")]
    [InlineData("echo $0", "")]
    public void Where_it_may_be_meant_nothing_is_said(string script, string after) => Assert.Empty(Notes(script, after));

    [Fact]
    public void What_another_interpreter_means_by_a_dollar_is_not_known() =>
        Assert.Empty(Resolver.Check(WorkflowFile.Parse(A("shell: [ perl, -e ], cmd: 'print $1'"))));

    [Fact]
    public void A_run_says_nothing_of_notes() => Assert.Single(TaskFile.Resolve(A("cmd: echo $1, env: { B: $HOME }")).Tasks);

    [Fact]
    public void Errors_and_notes_are_told_together_in_the_order_of_the_file()
    {
        var wrong = Assert.Throws<InvalidFileException>(() => Resolver.Check(WorkflowFile.Parse("env: { A: $B }\ndagrs: { a: { name: A, cmd: echo $1, foo: x } }")));

        Assert.Equal(["1:11 note", "2:29 note", "2:38 error"], wrong.Problems.Select(problem => $"{problem.Place.Line}:{problem.Place.Column} {(problem.Code.IsNote() ? "note" : "error")}"));
        Assert.Contains("(text):1:11: note: '$B' is not expanded", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[ \"echo a\", \"echo b\" ]")]
    [InlineData("[ \"echo a\" ]")]
    [InlineData("[ \"ls -l /\" ]")]
    [InlineData("[ \"/bin/ls -l\" ]")]
    [InlineData("[ \"no-such-program here\" ]")]
    public void A_list_of_commands_is_told_what_a_list_is(string list)
    {
        var problem = Assert.Single(TaskFile.Problems(A($"cmd: {list}")));

        Assert.Equal(ProblemCode.ListOfCommands, problem.Code);
        Assert.EndsWith("'; a list is one program and its arguments, one word each; for a shell line or several commands write a string or a block ('cmd: |')", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[ \"./made by a task/tool\" ]")]
    [InlineData("[ echo, \"a b\" ]")]
    [InlineData("[ no-such-program ]")]
    public void A_list_that_may_be_a_program_is_left(string list) => Assert.Single(TaskFile.Resolve(A($"cmd: {list}")).Tasks);

    [Theory]
    [InlineData("test, lint", "[ test, lint ]")]
    [InlineData("test lint", "[ test, lint ]")]
    [InlineData("tset, lint", "[ tset, lint ]")]
    [InlineData("test, lint ]", "[ test, lint ]")]
    [InlineData("- test, lint", "[ test, lint ]")]
    public void Several_ids_in_one_text_are_told_to_be_a_list(string after, string list) => Assert.Equal(
        $"3:38 task 'c' depends on '{after}', which does not exist; to name several tasks, write a list: {list}",
        TaskFile.OnlyProblem($"dagrs:\n  {{ test: {{ name: T, cmd: x }}, lint: {{ name: L, cmd: x }},\n    c: {{ name: C, cmd: x    , after: \"{after}\" }} }}\n"));

    [Fact]
    public void A_text_with_a_comma_that_names_a_task_is_its_id() =>
        Assert.Equal("a, b", TaskFile.Predecessors(TaskFile.Resolve("dagrs: { \"a, b\": { name: A, cmd: x }, c: { name: C, after: \"a, b\" } }"), "c"));

    [Theory]
    [InlineData("yes", "true")]
    [InlineData("Yes", "true")]
    [InlineData("ON", "true")]
    [InlineData("y", "true")]
    [InlineData("no", "false")]
    [InlineData("off", "false")]
    public void Words_for_true_of_an_older_YAML_are_told_the_new_ones(string word, string meant) => Assert.Equal(
        $"'allow-failure' of task 'a' must be true, false or a list of exit codes, not '{word}'; write {meant}",
        Assert.Single(TaskFile.Problems(A($"cmd: x, allow-failure: {word}"))).Message);

    [Theory]
    [InlineData("dagrs:\na:\n  name: A\n  cmd: x\nb:\n  name: B\n  cmd: y\n  after: a\n", "2:1 'a', 'b' are beside 'dagrs', not under it; indent them as tasks of 'dagrs'")]
    [InlineData("dagrs:\n  a: { name: A, cmd: x, after: b }\nb:\n  name: B\n  cmd: y\n", "3:1 'b' is beside 'dagrs', not under it; indent it as tasks of 'dagrs'")]
    [InlineData("a:\n  name: A\n  cmd: x\nb:\n  name: B\n", "1:1 there is no key 'dagrs'; the tasks go under it: write 'dagrs:' above 'a', 'b', and indent them")]
    [InlineData("dagrs:\na: { cmd: x }\nb: { cmd: x }\nc: { cmd: x }\nd: { cmd: x }\ne: { cmd: x }\n", "2:1 'a', 'b', 'c' and 2 more are beside 'dagrs', not under it; indent them as tasks of 'dagrs'")]
    public void Tasks_that_are_not_indented_are_told_once(string text, string line) => Assert.Equal(line, TaskFile.OnlyProblem(text));

    [Theory]
    [InlineData("metadata: { name: x, version: 1 }\ndagrs: { a: { name: A, cmd: x } }", "1:1 unknown key 'metadata' at the top")]
    [InlineData("tasks: { a: { name: A, cmd: x } }", "1:1 unknown key 'tasks' at the top [dagrs]")]
    public void Another_key_at_the_top_is_no_task(string text, string line) => Assert.Equal(line, TaskFile.OnlyProblem(text));

    [Theory]
    [InlineData("dagrs: { a: { name:A, cmd: x } }", "1:15 unknown key 'name:A' in task 'a'; a space is missing after 'name:'")]
    [InlineData("dagrs:\n  a:\n    name:A\n", "3:5 task 'a' must be a mapping, not a string; a space is missing after 'name:'")]
    [InlineData("dagrs:\n  a:\n    name A\n", "3:5 task 'a' must be a mapping, not a string; a colon is missing after 'name'")]
    [InlineData("dagrs:\n  a:\n    name = A\n", "3:5 task 'a' must be a mapping, not a string; 'name' is followed by '='; write ': '")]
    [InlineData("dagrs: { a: { name: A, cmd: x, env: { PORT:80 } } }", "1:39 'PORT:80' is a variable without a value; a space is missing after its colon: 'PORT: 80'")]
    public void A_slip_that_is_YAML_all_the_same_is_told_with_its_mend(string text, string line) => Assert.Equal(line, TaskFile.OnlyProblem(text));

    [Theory]
    [InlineData("dagrs:\n  a: { name: A, cmd: x, after: [ b: c ] }\n", "2:34 'after' of task 'a' must be a list of strings, not a list with a mapping in it")]
    [InlineData("dagrs:\n  a: { name: A, cmd: [ ls, b: c ] }\n", "2:28 'cmd' of task 'a' must be a list of strings, not a list with a mapping in it")]
    [InlineData("dagrs:\n  a: { name: A, cmd: x, tags: [ \"b\": [ c: d ] ] }\n", "2:33 'tags' of task 'a' must be a list of strings, not a list with a mapping in it")]
    [InlineData("dagrs:\n  a: { name: A, cmd: x, tags: [ : d ] }\n", "2:33 'tags' of task 'a' must be a list of strings, not a list with a mapping in it")]
    public void A_pair_in_a_list_has_its_own_place(string text, string line) => Assert.Equal(line, TaskFile.OnlyProblem(text));

    private static IReadOnlyList<Problem> Notes(string script, string after) => Resolver.Check(WorkflowFile.Parse(
        $"dagrs:\n  a: {{ name: A, cmd: x }}\n  b: {{ name: B, cmd: x }}\n  t:\n    name: T\n    after: [ {after} ]\n    cmd: |\n      {script.Replace("\n", "\n      ", StringComparison.Ordinal)}\n"));
}
