using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>The file as a whole: its bytes, its documents, its top.</summary>
public class DocumentTests
{
    private const string Good = "dagrs: {a: {name: A, cmd: x}}\n";

    [Fact]
    public void A_byte_order_mark_is_skipped_and_moves_no_column()
    {
        Assert.Single(TaskFile.Resolve("\uFEFF" + Good).Tasks);
        Assert.Equal(
            """
            flow.yaml:1:1: error: unknown key 'foo' at the top [DAG009]
                foo: 1
                ^^^
            """,
            TaskFile.Message("\uFEFFfoo: 1\ndagrs: {a: {name: A, cmd: x}}"));
    }

    [Theory]
    [InlineData("---\n" + Good)]
    [InlineData("%YAML 1.2\n---\n" + Good)]
    [InlineData(Good + "...\n")]
    [InlineData(Good + "# the end")]
    [InlineData("\n\n# first\n\n" + Good)]
    public void Marks_directives_and_comments_round_the_one_document_are_fine(string text)
    {
        Assert.Single(TaskFile.Resolve(text).Tasks);
    }

    [Theory]
    [InlineData(Good + "---\nother: 1\n", 2)]
    [InlineData(Good + "...\nother: 1\n", 3)]
    [InlineData(Good + "---\n", 2)]
    public void A_second_document_is_an_error(string text, int line)
    {
        Assert.Equal($"{line}:1 a second document begins here; a file can have only one", TaskFile.OnlyProblem(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n \n")]
    [InlineData("# only a comment")]
    [InlineData("---")]
    [InlineData("--- ~")]
    [InlineData("null")]
    [InlineData("...")]
    public void A_file_without_content_is_empty(string text)
    {
        var problem = Assert.Single(TaskFile.Problems(text));

        Assert.Equal(ProblemCode.NoTasks, problem.Code);
        Assert.Equal("1:1 the file is empty; it needs a key 'dagrs' with tasks", TaskFile.Line(problem));
    }

    [Theory]
    [InlineData("- a", "1:1 the file must be a mapping, not a list")]
    [InlineData("hello", "1:1 the file must be a mapping, not a string")]
    [InlineData("''", "1:1 the file must be a mapping, not a string")]
    [InlineData("{}", "1:1 there is no key 'dagrs'; the tasks go under it")]
    [InlineData("x-free: 1", "1:1 there is no key 'dagrs'; the tasks go under it")]
    [InlineData("dagrs:", "1:7 'dagrs' must be a mapping of ids to tasks, not empty")]
    [InlineData("dagrs: null", "1:8 'dagrs' must be a mapping of ids to tasks, not empty")]
    [InlineData("dagrs: [a]", "1:8 'dagrs' must be a mapping of ids to tasks, not a list")]
    [InlineData("dagrs: text", "1:8 'dagrs' must be a mapping of ids to tasks, not a string")]
    [InlineData("dagrs: {}", "1:8 there are no tasks")]
    [InlineData("Dagrs: {a: {name: A, cmd: x}}", "1:1 unknown key 'Dagrs' at the top [dagrs]")]
    [InlineData("dagr: {a: {name: A, cmd: x}}", "1:1 unknown key 'dagr' at the top [dagrs]")]
    public void What_is_not_a_mapping_with_tasks_under_dagrs_is_told_so(string text, string line)
    {
        Assert.Equal(line, TaskFile.OnlyProblem(text));
    }

    [Theory]
    [InlineData("dagrs: \"abc", "1:8 not valid YAML: this string is not closed; its final double quote is missing")]
    [InlineData("@dagrs: 1", "1:1 not valid YAML: a string that begins with '@' must be quoted")]
    [InlineData("a: b: c", "1:5 not valid YAML: a second ': ' on one line; quote a string that contains ': ', or put the second key on a line of its own")]
    [InlineData("%YAML 1.2\n", "2:1 not valid YAML: this belongs to nothing above it; put each key on a line of its own, indented like the keys beside it")]
    [InlineData("%YAML 9.0\n---\na: 1", "1:1 not valid YAML: a line that begins with '%' or '---' is a directive that YAML does not understand; remove it")]
    [InlineData("{x-a: 1", "1:1 not valid YAML: '{' is not closed; its '}' is missing")]
    public void What_is_not_YAML_is_an_error_with_its_place(string text, string line)
    {
        Assert.Equal(line, TaskFile.OnlyProblem(text));
    }

    [Theory]
    [InlineData("dagrs:\n\ta:\n\t\tname: A\n", "2:1")]
    [InlineData("dagrs:\n  a:\n  \tname: A\n", "3:3")]
    [InlineData("dagrs:\r\n  a:\r\n\t\r\n    name: A\r\n\tcmd: x\r\n", "5:1")]
    [InlineData("dagrs:\n  a:\n    name: A\n    after:\n\t- b\n", "5:1")]
    public void A_tab_as_indentation_is_an_error_where_it_stands(string text, string place)
    {
        Assert.Equal($"{place} not valid YAML: a tab cannot indent; use spaces", TaskFile.OnlyProblem(text));
    }

    [Fact]
    public void What_was_found_before_the_text_breaks_off_is_reported_too()
    {
        Assert.Equal(
            ["1:1 unknown key 'foo' at the top", "2:8 not valid YAML: this string is not closed; its final single quote is missing"],
            TaskFile.Problems("foo: 1\ndagrs: 'abc").Select(TaskFile.Line));
    }

    [Fact]
    public void Nobody_is_blamed_for_tasks_that_the_reader_never_reached()
    {
        Assert.Equal(
            "4:8 not valid YAML: this string is not closed; its final single quote is missing",
            TaskFile.OnlyProblem("dagrs:\n  a: {name: A, cmd: x, after: b}\n  c: {name: C, cmd: x}\n  bee: 'N\n  b: {name: B, cmd: x}\n"));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)':', 0, (byte)'b' }, "1:3 the file contains a NUL byte")]
    [InlineData(new byte[] { (byte)'\n', 0xC3, 0xA9, 0xFF }, "2:2 the file is not UTF-8: byte 0xff")]
    [InlineData(new byte[] { (byte)'a', 0xC3 }, "1:2 the file is not UTF-8: byte 0xc3")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, "1:1 the file is not UTF-8: byte 0xff")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "1:1 the file is not UTF-8: byte 0xed")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "1:1 the file is not UTF-8: byte 0xc0")]
    public void Bytes_that_are_not_text_are_an_error_with_their_place(byte[] bytes, string line)
    {
        var definition = WorkflowFile.Read(new MemoryStream(bytes), "flow.yaml");

        var problem = Assert.Single(Assert.Throws<InvalidFileException>(() => Resolver.Resolve(definition)).Problems);
        Assert.Equal(ProblemCode.NotText, problem.Code);
        Assert.Equal(line, TaskFile.Line(problem));
    }

    [Fact]
    public void Reading_lists_problems_and_does_not_throw_them()
    {
        var definition = WorkflowFile.Parse("foo: 1\n", "flow.yaml");

        Assert.Equal(2, definition.Problems.Count);
        Assert.True(definition.IsComplete);
        Assert.False(WorkflowFile.Parse("foo: [", "flow.yaml").IsComplete);
    }
}
