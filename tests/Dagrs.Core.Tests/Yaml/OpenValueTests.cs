using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>Where expressions may stand, what is kept of them, and where their errors are told.</summary>
public class OpenValueTests
{
    [Fact]
    public void A_file_without_expressions_keeps_none()
    {
        var file = TaskFile.Read("env: { A: b }\ndefaults: { timeout: 5m }\ndagrs: { a: { name: A, cmd: [ x, y ] }, b: { name: \"{{ B }} $ {\", after: a, cmd: \"$x ${y} {{z}}\" } }");

        Assert.Empty(file.Problems);
        Assert.Empty(file.OpenDefaults.Concat(file.OpenEnvironment).Concat(file.Tasks.SelectMany(task => task.Open)));
    }

    [Fact]
    public void What_holds_an_expression_is_kept_beside_its_text()
    {
        var file = TaskFile.Read(
            """
            env: { TOP: "${{ params.t }}", PLAIN: x }
            defaults: { dir: "${{ here }}", timeout: "${{ params.limit }}", env: { D: 'a ${{ os }}' }, resources: { cpus: "${{ params.n }}" } }
            dagrs:
              a:
                name: Build ${{ os }}
                desc: "for ${{ arch }}"
                dir: ${{ root }}/x
                timeout: "${{ params.limit }}"
                env: { V: "${{ params.v }}", W: w }
                cmd: [ make, "${{ params.v }}", x, "${{ args }}" ]
                resources: { db: "${{ params.n }}", memory: 4G }
              b: { name: B, after: [ a, "t[os=${{ matrix.os }}]" ], cmd: x }
            """);

        Assert.Empty(file.Problems);
        Assert.Equal(["Variable TOP 1:14 ${{ params.t }}"], file.OpenEnvironment.Select(Shown));
        Assert.Equal(
            ["Directory  2:19 ${{ here }}", "Timeout  2:43 ${{ params.limit }}", "Variable D 2:76 a ${{ os }}", "Resource cpus 2:112 ${{ params.n }}"],
            file.OpenDefaults.Select(Shown));
        Assert.Equal(
            [
                "Name  5:11 Build ${{ os }}", "Description  6:12 for ${{ arch }}", "Directory  7:10 ${{ root }}/x", "Timeout  8:15 ${{ params.limit }}",
                "Variable V 9:16 ${{ params.v }}", "Word 1 10:19 ${{ params.v }}", "Word 3 10:41 ${{ args }}", "Resource db 11:23 ${{ params.n }}",
            ],
            file.Tasks[0].Open.Select(Shown));
        Assert.Equal(["After 1 12:30 t[os=${{ matrix.os }}]"], file.Tasks[1].Open.Select(Shown));

        var task = file.Tasks[0];
        Assert.Equal(("Build ${{ os }}", "for ${{ arch }}", "${{ root }}/x", null), (task.Name, task.Description, task.Settings.Directory, task.Settings.Timeout));
        Assert.Equal("${{ params.v }}", task.Settings.Environment["V"]);
        Assert.Equal(["make", "${{ params.v }}", "x", "${{ args }}"], ((Command.Program)task.Command!).Words);
        Assert.Equal((1, 4L << 30), (task.Settings.Resources["db"], task.Settings.Resources["memory"]));
        Assert.Equal("t[os=${{ matrix.os }}]", file.Tasks[1].After[1].Value);
    }

    [Theory]
    [InlineData("name: A ${{ oss }}, x: 1", "inside brackets")]
    [InlineData("name: ${{ os }}", "inside brackets a string with '{' in it must be quoted")]
    public void In_braces_an_expression_wants_quotes(string entry, string words) => Assert.Contains(words, Assert.Single(TaskFile.Wrong($"dagrs: {{ a: {{ {entry}, cmd: x }} }}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("    name: a ${{ oss }}", "3:17")]
    [InlineData("    name: \"a ${{ oss }}\"", "3:18")]
    [InlineData("    name: 'a ${{ oss }}'", "3:18")]
    [InlineData("    name: 'it''s ${{ oss }}'", "3:22")]
    [InlineData("    name: \"\\ta\\u00e9 ${{ oss }}\"", "3:26")]
    [InlineData("    name: &n \"a ${{ oss }}\"", "3:21")]
    [InlineData("    name: &n a ${{ oss }}", "3:20")]
    [InlineData("    name: |\n      first\n\n        a ${{ oss }}", "6:15")]
    [InlineData("    name: |2\n       ${{ oss }}", "4:12")]
    [InlineData("    name: >\n      first\n      a ${{ oss }}", "3:11")]
    [InlineData("    name: \"first\n      a ${{ oss }}\"", "3:11")]
    public void An_error_points_at_its_column_inside_the_value(string name, string place)
    {
        var problem = Assert.Single(TaskFile.Read($"dagrs:\n  a:\n{name}\n    cmd: x\n").Problems);

        Assert.Equal((ProblemCode.Expression, place), (problem.Code, $"{problem.Place.Line}:{problem.Place.Column}"));
        Assert.StartsWith("'name' of task 'a': unknown name 'oss'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tags: [ \"${{ os }}\" ]", "1:33 'tags' of task 'a' does not accept expressions; write the value itself")]
    [InlineData("retry: \"${{ params.n }}\"", "1:32 'retry' of task 'a' does not accept expressions; write the value itself")]
    [InlineData("retry: { max: 1, delay: \"${{ params.n }}\" }", "1:49 'retry.delay' of task 'a' does not accept expressions; write the value itself")]
    [InlineData("success-codes: [ \"${{ params.n }}\" ]", "1:42 'success-codes' of task 'a' does not accept expressions; write the value itself")]
    [InlineData("shell: [ \"${{ params.n }}\", -c ]", "1:34 'shell' of task 'a' does not accept expressions; write the value itself")]
    [InlineData("results: \"a-${{ os }}\"", "1:36 'results' of task 'a' does not accept expressions; write the value itself")]
    [InlineData("secrets: \"${{ os }}\"", "1:34 'secrets' of task 'a' does not accept expressions; write the value itself")]
    [InlineData("env: { \"${{ os }}\": x }", "1:32 'env' of task 'a' does not accept expressions; write the value itself")]
    public void Elsewhere_an_expression_is_an_error(string entry, string line) => Assert.Equal(line, TaskFile.Wrong($"dagrs: {{ a: {{ name: A, {entry}, cmd: x }} }}").First());

    [Theory]
    [InlineData("\"${{ os }}\": { name: A, cmd: x }")]
    [InlineData("\"a-${{ os }}\": { name: A, cmd: x }")]
    public void An_id_takes_no_expression(string task) => Assert.Equal(ProblemCode.NoExpression, TaskFile.Read($"dagrs: {{ {task} }}").Problems[0].Code);

    [Theory]
    [InlineData("echo ${{ params.version }}", "", "write \"$version\"")]
    [InlineData("echo ${{ matrix.os }}", "", "write \"$os\"")]
    [InlineData("echo ${{ env.HOME }}", "", "write \"$HOME\"")]
    [InlineData("echo ${{ root }}", "", "write \"$DAGRS_ROOT\"")]
    [InlineData("echo ${{ here }}", "", "write \"$DAGRS_HERE\"")]
    [InlineData("echo ${{ args }}", "", "write \"$DAGRS_ARGS\"")]
    [InlineData("echo ${{ os }}", "", "write \"$OS\", and beside 'cmd' add env: { OS: \"${{ os }}\" }")]
    [InlineData("echo ${{ tasks.meta.results.image-tag }}", "", "write \"$IMAGE_TAG\", and beside 'cmd' add env: { IMAGE_TAG: \"${{ tasks.meta.results.image-tag }}\" }")]
    [InlineData("echo ${{ tasks.meta.state }}", "", "write \"$STATE\", and beside 'cmd' add env: { STATE: \"${{ tasks.meta.state }}\" }")]
    [InlineData("echo ${{ default(params.a, 'b') }}", "", "write \"$VALUE\", and beside 'cmd' add env: { VALUE: \"${{ default(params.a, 'b') }}\" }")]
    [InlineData("echo ${{ github.ref }}", "", "write \"$VALUE\", and beside 'cmd' add env: { VALUE: \"${{ ... }}\" }")]
    [InlineData("echo ${{ params.version }}", "shell: bash", "write \"$version\"")]
    [InlineData("echo ${{ params.version }}", "shell: pwsh", "write $env:version")]
    [InlineData("print('${{ params.version }}')", "shell: python", "write os.environ[\"version\"]")]
    [InlineData("puts '${{ params.version }}'", "shell: [ ruby, -e ]", "write ENV[\"version\"]")]
    [InlineData("say ${{ params.version }}", "shell: [ other, -x ]", "write the variable 'version'")]
    public void In_a_text_for_an_interpreter_an_expression_is_an_error_whose_mend_is_spelled_out(string cmd, string entry, string mend)
    {
        var file = TaskFile.Read($"dagrs:\n  a:\n    name: A\n    {(entry.Length == 0 ? "desc: x" : entry)}\n    cmd: {cmd}\n");

        var problem = Assert.Single(file.Problems);
        Assert.Equal((ProblemCode.ScriptExpression, 5, 10 + cmd.IndexOf("${{", StringComparison.Ordinal)), (problem.Code, problem.Place.Line, problem.Place.Column));
        Assert.EndsWith($"because their values would become part of the script; {mend}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_expression_of_a_script_is_told_at_its_place()
    {
        const string Why = "a script for 'bash' cannot contain expressions, because their values would become part of the script";
        Assert.Equal(
            [$"6:13 'cmd' of task 'a': {Why}; write \"$a\"", $"6:29 'cmd' of task 'a': {Why}; write \"$b\"", $"7:8 'cmd' of task 'a': {Why}; write \"$c\""],
            TaskFile.Wrong("dagrs:\n  a:\n    name: A\n    cmd: |\n      set -u\n       echo ${{ params.a }} ${{ params.b }}\n      [${{ params.c }} ]\ndefaults: { shell: bash }\n"));
    }

    [Theory]
    [InlineData("[ sh, -c, \"echo ${{ params.v }}\" ]", "sh", "write \"$v\"")]
    [InlineData("[ /bin/bash, -euxo, pipefail, -c, \"echo ${{ params.v }}\", x ]", "/bin/bash", "write \"$v\"")]
    [InlineData("[ sh, -ec, \"echo ${{ params.v }}\" ]", "sh", "write \"$v\"")]
    [InlineData("[ sh, -c, -u, \"echo ${{ params.v }}\" ]", "sh", "write \"$v\"")]
    [InlineData("[ docker, run, image, sh, -c, \"echo ${{ params.v }}\" ]", "sh", "write \"$v\"")]
    [InlineData("[ python3, -c, \"print('${{ params.v }}')\" ]", "python3", "write os.environ[\"v\"]")]
    [InlineData("[ python3.12, -c, \"print('${{ params.v }}')\" ]", "python3.12", "write os.environ[\"v\"]")]
    [InlineData("[ pwsh, -NoProfile, -Command, \"echo ${{ params.v }}\" ]", "pwsh", "write $env:v")]
    [InlineData("[ powershell.exe, -command, \"echo ${{ params.v }}\" ]", "powershell.exe", "write $env:v")]
    [InlineData("[ perl, -e, \"print '${{ params.v }}'\" ]", "perl", "write $ENV{v}")]
    [InlineData("[ node, -e, \"log('${{ params.v }}')\" ]", "node", "write process.env.v")]
    public void Nor_in_the_word_of_a_list_that_an_interpreter_reads(string cmd, string program, string mend)
    {
        var file = TaskFile.Read($"dagrs: {{ a: {{ name: A, cmd: {cmd} }} }}");

        var problem = Assert.Single(file.Problems);
        Assert.Equal((ProblemCode.ScriptExpression, 29 + cmd.IndexOf("${{", StringComparison.Ordinal)), (problem.Code, problem.Place.Column));
        Assert.Equal($"'cmd' of task 'a': a script for '{program}' cannot contain expressions, because their values would become part of the script; {mend}", problem.Message);
        Assert.Empty(file.Tasks[0].Open);
    }

    [Theory]
    [InlineData("[ sh, ./x.sh, \"${{ params.v }}\" ]")]
    [InlineData("[ sh, -c, 'echo \"$1\"', sh, \"${{ params.v }}\" ]")]
    [InlineData("[ python3, x.py, \"${{ params.v }}\" ]")]
    [InlineData("[ grep, -e, \"${{ params.v }}\" ]")]
    [InlineData("[ \"${{ params.v }}\", -c, x ]")]
    public void Other_words_of_a_list_take_expressions(string cmd)
    {
        var file = TaskFile.Read($"dagrs: {{ a: {{ name: A, cmd: {cmd} }} }}");

        Assert.Empty(file.Problems);
        Assert.Equal("${{ params.v }}", Assert.Single(file.Tasks[0].Open).Template.Text);
    }

    [Theory]
    [InlineData("shell: none", "")]
    [InlineData("desc: x", "\ndefaults: { shell: none }")]
    public void Without_a_shell_the_words_of_a_text_take_them_and_are_split_first(string entry, string end)
    {
        var file = TaskFile.Read($"dagrs:\n  a:\n    name: A\n    {entry}\n    cmd: make ${{{{ default(params.a, 'b c') }}}} \"x y ${{{{ params.b }}}}\" z\\ z ${{{{ args }}}}\n{end}");

        Assert.Empty(file.Problems);
        Assert.Equal(["make", "${{ default(params.a, 'b c') }}", "x y ${{ params.b }}", "z z", "${{ args }}"], ((Command.Program)file.Tasks[0].Command!).Words);
        Assert.Equal([1, 2, 4], file.Tasks[0].Open.Select(open => open.Index));
        Assert.True(file.Tasks[0].Open[2].Template.IsArgs);
    }

    [Fact]
    public void A_text_without_a_shell_that_holds_a_wrong_expression_is_told_at_its_column() => Assert.StartsWith(
        "1:54 'cmd' of task 'a': unknown name 'oss'",
        Assert.Single(TaskFile.Wrong("dagrs: { a: { name: A, shell: none, cmd: \"make x ${{ oss }}\" } }")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("cmd: [ x, \"${{ '${{' }}\" ]")]
    [InlineData("cmd: [ x, \"}}\", \"$ {{\", \"{{ x }}\" ]")]
    public void The_characters_themselves_can_be_written(string entry) => Assert.Empty(TaskFile.Wrong($"dagrs: {{ a: {{ name: A, {entry} }} }}"));

    [Fact]
    public void The_same_text_by_an_alias_is_kept_for_each_task()
    {
        var file = TaskFile.Read("x-e: &e { V: \"${{ params.v }}\" }\ndagrs: { a: { name: A, cmd: x, env: *e }, b: { name: B, cmd: x, env: { <<: *e, W: w } } }");

        Assert.All(file.Tasks, task => Assert.Equal("Variable V 1:15 ${{ params.v }}", Shown(Assert.Single(task.Open))));
    }

    [Fact]
    public void A_wrong_expression_in_an_anchor_is_told_once() => Assert.Single(
        TaskFile.Wrong("x-c: &c [ x, \"${{ oss }}\" ]\ndagrs: { a: { name: A, cmd: *c }, b: { name: A, cmd: *c } }").Select(line => line.Split(' ')[0]).Distinct());

    private static string Shown(OpenValue open) =>
        $"{open.Part} {(open.Part is OpenPart.Word or OpenPart.After ? $"{open.Index}" : open.Key)} {open.Place.Line}:{open.Place.Column} {open.Template.Text}";
}
