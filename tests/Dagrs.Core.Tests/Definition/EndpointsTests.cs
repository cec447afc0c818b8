using Dagrs.Core.Definition;
using Dagrs.Core.Tests.Yaml;

namespace Dagrs.Core.Tests.Definition;

public class EndpointsTests
{
    private const string TwoOfEach =
        """
        dagrs:
          a: { name: A, cmd: x }
          b: { name: B, cmd: x }
          c: { name: C, cmd: x, after: [ a, b ] }
          d: { name: D, cmd: x, after: c }
          e: { name: E, cmd: x, after: c }

        """;

    [Theory]
    [InlineData("")]
    [InlineData("endpoints: any")]
    [InlineData("endpoints: 'any'")]
    public void By_default_there_may_be_any_number_of_first_and_last_tasks(string line)
    {
        Assert.Equal(5, TaskFile.Resolve(TwoOfEach + line).Tasks.Count);
    }

    [Fact]
    public void Single_names_all_first_and_all_last_tasks()
    {
        Assert.Equal(
            """
            flow.yaml:7:12: error: 'endpoints: single' allows one start task, and there are 2: 'a', 'b' [DAG018]
                endpoints: single
                           ^^^^^^
            flow.yaml:2:3: note: 'a' is a start task
            flow.yaml:3:3: note: 'b' is a start task
            flow.yaml:7:12: error: 'endpoints: single' allows one end task, and there are 2: 'd', 'e' [DAG018]
                endpoints: single
                           ^^^^^^
            flow.yaml:5:3: note: 'd' is an end task
            flow.yaml:6:3: note: 'e' is an end task
            """,
            TaskFile.Message(TwoOfEach + "endpoints: single\n"));
    }

    [Fact]
    public void Single_asked_for_from_outside_blames_the_second_task()
    {
        var definition = WorkflowFile.Parse(TwoOfEach) with { Endpoints = new(Endpoints.ExactlyOne, default) };

        var problems = Assert.Throws<InvalidFileException>(() => Resolver.Resolve(definition)).Problems;
        Assert.Equal([3, 6], problems.Select(problem => problem.Place.Line));
        Assert.All(problems, problem => Assert.Equal(ProblemCode.Endpoints, problem.Code));
    }

    [Theory]
    [InlineData("dagrs: {a: {name: A, cmd: x}}")]
    [InlineData("dagrs: {a: {name: A, cmd: x}, b: {name: B, cmd: x, after: a}, c: {name: C, cmd: x, after: a}, d: {name: D, after: [b, c]}}")]
    public void Single_is_content_with_one_of_each(string text)
    {
        Assert.NotEmpty(TaskFile.Resolve("endpoints: single\n" + text).Tasks);
    }

    [Fact]
    public void Single_reports_starts_alone_when_the_end_is_one()
    {
        Assert.Equal(
            "1:12 'endpoints: single' allows one start task, and there are 2: 'a', 'b'",
            TaskFile.OnlyProblem("endpoints: single\ndagrs: {a: {name: A, cmd: x}, b: {name: B, cmd: x}, c: {name: C, cmd: x, after: [a, b]}}"));
    }

    [Fact]
    public void Single_does_not_guess_in_a_graph_whose_edges_are_wrong()
    {
        Assert.Equal(
            "2:51 task 'b' depends on 'zz', which does not exist",
            TaskFile.OnlyProblem("endpoints: single\ndagrs: {a: {name: A, cmd: x}, b: {name: B, after: zz}}"));
    }

    [Theory]
    [InlineData("Single", "1:12 'endpoints' must be one of 'any', 'single', not 'Single' [single]")]
    [InlineData("one", "1:12 'endpoints' must be one of 'any', 'single', not 'one'")]
    [InlineData("", "1:11 'endpoints' is empty")]
    [InlineData("[single]", "1:12 'endpoints' must be a string, not a list")]
    public void Another_word_is_an_error(string word, string line)
    {
        Assert.Equal(line, TaskFile.OnlyProblem($"endpoints: {word}\ndagrs: {{a: {{name: A, cmd: x}}}}"));
    }
}
