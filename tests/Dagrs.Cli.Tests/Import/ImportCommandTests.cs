using System.Text;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Import;

/// <summary>The command itself: which file is whose, what is refused and how, and texts that nobody would write.</summary>
public sealed class ImportCommandTests
{
    private const string Scripts = """{ "scripts": { "build": "tsc" } }""";

    [Fact]
    public Task The_result_goes_to_standard_output_and_is_all_there_is() => new DagrsTest("import", "package.json").File("package.json", Scripts)
        .Prints("""
            # Imported by dagrs from package.json

            env:
              PATH: "${{ here }}/node_modules/.bin:${{ env.PATH }}"
            default: []
            dagrs:
              build:
                name: "build"
                cmd: tsc
            """)
        .RunAsync();

    [Theory]
    [InlineData("GNUmakefile", "all:\n\techo hi\n")]
    [InlineData("build.mk", "all:\n\techo hi\n")]
    [InlineData("taskfile.yaml", "version: 3\ntasks: { all: echo hi }\n")]
    [InlineData(".github/workflows/x.yaml", "on: push\njobs: { all: { runs-on: x, steps: [ { run: echo hi } ] } }\n")]
    [InlineData("noname", "all:\n\techo hi\n")]
    [InlineData("a.yml", "version: '3'\ntasks: { all: echo hi }\n")]
    [InlineData("b.yml", "on: push\njobs:\n  all: { runs-on: x, steps: [ { run: echo hi } ] }\n")]
    [InlineData("c.json", """{ "scripts": { "all": "echo hi" } }""")]
    public Task A_file_is_known_by_its_name_or_look(string name, string text) =>
        new DagrsTest("import", name).File(name, text).ComplainsOf("").PrintsLine("    cmd: echo hi").RunAsync();

    [Theory]
    [InlineData("make", "all:\n\techo hi\n")]
    [InlineData("GO-TASK", "version: '3'\ntasks: { all: echo hi }\n")]
    [InlineData("npm", """{ "scripts": { "all": "echo hi" } }""")]
    [InlineData("github", "jobs: { all: { steps: [ { run: echo hi } ] } }\n")]
    public Task Standard_input_is_read_when_it_is_said_whose_it_is(string kind, string text) =>
        new DagrsTest("import", "-", "--from", kind).Input(text).ComplainsOf("").PrintsLine("    cmd: echo hi").RunAsync();

    [Fact]
    public Task Standard_input_alone_is_refused() => new DagrsTest("import", "-").Input("all:\n\techo hi\n").ExitsWith(2).PrintsNothing()
        .Complains("dagrs: error: standard input has no name; name the tool with --from make, go-task, npm or github").RunAsync();

    [Fact]
    public Task A_file_of_nobody_is_refused() => new DagrsTest("import", "notes.txt").File("notes.txt", "buy milk\n").ExitsWith(2).PrintsNothing()
        .Complains("dagrs: error: 'notes.txt' is not recognized as a file of make, go-task, npm or GitHub; name the tool with --from").RunAsync();

    [Fact]
    public Task A_kind_that_nobody_knows_is_refused() =>
        new DagrsTest("import", "x", "--from", "ninja").IsRefused("--from must be one of make, go-task, npm, github, not 'ninja'").RunAsync();

    [Fact]
    public Task A_missing_file_is_told_as_for_every_command() => new DagrsTest("import", "Makefile").ExitsWith(3).PrintsNothing().Complains("Makefile: error: no such file [DAG001]").RunAsync();

    [Fact]
    public Task A_folder_is_no_file() => new DagrsTest("import", "sub").File("sub/x", "").ExitsWith(3).PrintsNothing().Complains("sub: error: is a folder, not a file [DAG002]").RunAsync();

    [Theory]
    [InlineData("package.json", "", "package.json:1:1: error: not valid JSON: ")]
    [InlineData("package.json", "[1]", "package.json:1:1: error: the file must be an object, such as { \"scripts\": { .. } } [DAG011]")]
    [InlineData("package.json", "{}", "package.json:1:1: error: there are no scripts [DAG014]")]
    [InlineData("package.json", "{ \"scripts\": [] }", "package.json:1:1: error: 'scripts' must be an object [DAG011]")]
    [InlineData("package.json", "{ \"scripts\": { \"a\": 1 } }", "package.json:1:1: error: script 'a' must be a string [DAG011]")]
    [InlineData("package.json", "{\n  \"scripts\": {\n    \"a\": \"b\",\n  }\n}", "package.json:4:3: error: not valid JSON: ")]
    [InlineData("Taskfile.yml", "", "Taskfile.yml:1:1: error: the file is empty [DAG012]")]
    [InlineData("Taskfile.yml", "- a\n", "Taskfile.yml:1:1: error: the file must be a mapping with 'tasks' [DAG011]")]
    [InlineData("Taskfile.yml", "version: '3'\n", "Taskfile.yml:1:1: error: there are no 'tasks' [DAG014]")]
    [InlineData("Taskfile.yml", "tasks:\n  a: [\n", "Taskfile.yml:")]
    [InlineData("Taskfile.yml", "tasks:\n  a: x\n  a: y\n", "Taskfile.yml:3:3: error: duplicate key 'a'")]
    [InlineData("Taskfile.yml", "tasks:\n  a: &x [ *x ]\n", "Taskfile.yml:2:11: error: alias 'x' is inside its own anchor [DAG007]")]
    [InlineData(".github/workflows/ci.yml", "name: x\n", ".github/workflows/ci.yml:1:1: error: there are no 'jobs' [DAG014]")]
    [InlineData(".github/workflows/ci.yml", "jobs:\n  a: text\n", ".github/workflows/ci.yml:2:6: error: job 'a' must be a mapping [DAG011]")]
    [InlineData("Makefile", "", "Makefile:1:1: error: there are no targets [DAG014]")]
    [InlineData("Makefile", "X = 1\n", "Makefile:1:1: error: there are no targets [DAG014]")]
    [InlineData("Makefile", "all:\n    echo hi\n", "Makefile:2:1: error: a line of a recipe begins with a tab, not with spaces [DAG005]")]
    [InlineData("Makefile", "hello world\n", "Makefile:1:1: error: this is not a rule, variable or directive of make [DAG005]")]
    [InlineData("Makefile", "all:\n\techo \0\n", "Makefile:2:7: error: the file contains a NUL byte [DAG003]")]
    public Task What_is_wrong_is_told_with_its_place(string name, string text, string problem) =>
        new DagrsTest("import", name).File(name, text).ExitsWith(3).PrintsNothing().Expect(ran => Assert.StartsWith(problem, ran.Error, StringComparison.Ordinal)).ComplainsOf("").RunAsync();

    [Fact]
    public Task Bytes_that_are_no_text_are_told() => new DagrsTest("import", "Makefile").File("Makefile", [0x61, 0x3A, 0x0A, 0x09, 0xFF, 0xFE, 0x0A]).ExitsWith(3).PrintsNothing()
        .ComplainsOf("Makefile:2:2: error: the file is not UTF-8: byte 0xff [DAG003]").RunAsync();

    [Theory]
    [InlineData("Makefile", "\uFEFF.PHONY: all\r\nall:\r\n\techo hi\r\n")]
    [InlineData("Taskfile.yml", "\uFEFFversion: '3'\r\ntasks:\r\n  all:\r\n    cmds:\r\n      - echo hi\r\n")]
    [InlineData("package.json", "\uFEFF{\r\n\t\"scripts\": {\r\n\t\t\"all\": \"echo hi\"\r\n\t}\r\n}\r\n")]
    public Task A_byte_order_mark_and_the_line_ends_of_Windows_make_no_difference(string name, string text) =>
        new DagrsTest("import", name).File(name, text).PrintsLine("    cmd: echo hi").RunAsync();

    [Theory]
    [InlineData("a: b\n\techo a\nb: c\n\techo b\nc: a\n\techo c\n", "a dependency cycle with")]
    [InlineData("a:\n\techo 1\na:\n\techo 2\n", "a second recipe")]
    public async Task What_make_only_warns_of_is_told_and_accepted(string text, string todo)
    {
        using var folder = new TempFolder();
        var ran = await new DagrsTest("import", "Makefile").File("Makefile", text).In(folder).PrintsSomewhere(todo).ComplainsOf("TODO").RunAsync();
        folder.Write("dagrs.yaml", ran.Out);
        await new DagrsTest("check").In(folder).RunAsync();
    }

    [Theory]
    [InlineData("Makefile")]
    [InlineData("package.json")]
    [InlineData("Taskfile.yml")]
    public async Task A_large_file_is_no_trouble(string name)
    {
        var text = new StringBuilder(name switch { "package.json" => "{ \"scripts\": {\n", "Taskfile.yml" => "version: '3'\ntasks:\n", _ => "" });
        for (var number = 0; number < 8000; number++)
        {
            text.Append(name switch
            {
                "package.json" => $"  \"task{number}\": \"{(number > 0 ? $"npm run task{number - 1} && " : "")}echo {number} and so on and so forth and more of that until the line is long\",\n",
                "Taskfile.yml" => $"  task{number}:\n    deps: [{(number > 0 ? $"task{number - 1}" : "")}]\n    cmds: [ \"echo {number} and so on and so forth and more of that until the line is long\" ]\n",
                _ => $"task{number}: {(number > 0 ? $"task{number - 1}" : "")}\n\techo {number} and so on and so forth and more of that until the line is long\n.PHONY: task{number}\n",
            });
        }

        text.Append(name == "package.json" ? "  \"end\": \"true\"\n} }" : "");
        using var folder = new TempFolder();
        var ran = await new DagrsTest("import", name).File(name, text.ToString()).In(folder).Limit(TimeSpan.FromMinutes(1)).RunAsync();
        folder.Write("dagrs.yaml", ran.Out);
        await new DagrsTest("check").In(folder).RunAsync();
    }
}
