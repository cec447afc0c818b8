using System.Text.Json.Nodes;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary><c>dagrs list</c> and <c>-l</c>: the tasks in the file's order, for people and for programs.</summary>
public sealed class ListTests
{
    private const string Flow =
        """
        dagrs:
          test:
            name: Run the tests
            after: build
            desc: |
              # a note to ourselves

              All of them, also the slow ones.
              It takes a while.
            tags: [ ci, slow ]
            cmd: touch ran
          build: { name: Build, cmd: touch ran }
        """;

    public static TheoryData<string> Examples => CheckTests.Examples;

    [LongTheory]
    [MemberData(nameof(Examples))]
    public async Task The_list_of_each_example_is_as_approved(string name)
    {
        var file = Path.Combine(Paths.Repository, "examples", "yaml", name); // where it is: it may include others
        var people = await new DagrsTest("list", "-f", file).RunAsync();
        var programs = await new DagrsTest("list", "-f", file, "--format", "json").RunAsync();
        Approved.Check("list-" + Path.GetFileNameWithoutExtension(name), $"{people.Out}\n{programs.Out.Replace(Paths.Repository + "/", "", StringComparison.Ordinal)}");
    }

    [LongTheory]
    [InlineData("list")]
    [InlineData("-l")]
    [InlineData("--list")]
    [InlineData("list", "--format=TEXT")]
    public async Task A_line_is_id_name_tags_and_the_first_line_that_says_something_and_nothing_runs(params string[] arguments)
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Flow, arguments).In(folder)
            .Prints(
                """
                test   Run the tests  [ci] [slow] All of them, also the slow ones.
                build  Build
                """)
            .RunAsync();
        Assert.False(folder.Has("ran"));
    }

    [Fact]
    public Task JSON_has_every_text_whole() => DagrsTest.Of(Flow, "list", "--format", "json").Prints(
        """
        [
          {
            "id": "test",
            "name": "Run the tests",
            "summary": "All of them, also the slow ones.",
            "desc": "# a note to ourselves\n\nAll of them, also the slow ones.\nIt takes a while.\n",
            "tags": [
              "ci",
              "slow"
            ],
            "path": "dagrs.yaml",
            "line": 2,
            "after": [
              "build"
            ],
            "when": "success",
            "service": false,
            "interactive": false,
            "if": null,
            "matrix": [],
            "inputs": null,
            "outputs": null,
            "parameters": []
          },
          {
            "id": "build",
            "name": "Build",
            "summary": null,
            "desc": null,
            "tags": [],
            "path": "dagrs.yaml",
            "line": 12,
            "after": [],
            "when": "success",
            "service": false,
            "interactive": false,
            "if": null,
            "matrix": [],
            "inputs": null,
            "outputs": null,
            "parameters": []
          }
        ]
        """).RunAsync();

    [Fact]
    public Task A_wrong_file_has_no_list() => DagrsTest.Of("dagrs: { a: { name: A, after: b, cmd: x } }", "list").ExitsWith(3).PrintsNothing()
        .ComplainsOf("task 'a' depends on 'b', which does not exist")
        .RunAsync();

    [LongTheory]
    [InlineData("list", "b*")]
    [InlineData("-l", "b1")]
    [InlineData("list", "--until", "b1")]
    [InlineData("list", "--skip", "c")]
    public Task Some_tasks_are_listed_when_they_are_selected(params string[] arguments) =>
        DagrsTest.Of("dagrs: { a: { name: A, cmd: x }, b1: { name: B, cmd: x, after: a }, c: { name: C, cmd: x } }", arguments).Prints("a   A\nb1  B").RunAsync();

    [Fact]
    public Task Options_of_the_file_go_with_the_short_form() => new DagrsTest("-l", "-f", "other.yaml", "-C", "sub").File("sub/other.yaml", "dagrs: { a: { name: A, cmd: x } }")
        .Prints("a  A")
        .RunAsync();

    [Fact]
    public Task Texts_of_any_signs_stay_on_their_line_and_long_ids_push_nobody() => DagrsTest.Of(
        $$"""
        dagrs:
          "a\nb": { name: "two\nlines \e[2J", cmd: x, desc: "\u202eodd\nsecond" }
          {{new string('x', 500)}}: { name: {{new string('n', 500)}}, cmd: x }
          🚀: { name: ☂, cmd: x }
        """,
        "list").Expect(ran =>
        {
            Assert.Equal(3, ran.Lines.Length);
            Assert.Equal(@"a\nb  two\nlines \u001b[2J  \u202eodd", ran.Lines[0]);
            Assert.StartsWith(new string('x', 500) + "  nnn", ran.Lines[1], StringComparison.Ordinal);
            Assert.Equal("🚀    ☂", ran.Lines[2]);
        }).RunAsync();

    [Fact]
    public Task Two_thousand_tasks_are_listed_in_both_formats() => DagrsTest.Of(
        "dagrs:\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"  t{i}: {{ name: T, cmd: x }}\n")), "list", "--format", "json")
        .Expect(ran => Assert.Equal(2000, JsonNode.Parse(ran.Out)!.AsArray().Count))
        .RunAsync();
}
