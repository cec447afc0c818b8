using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests;

/// <summary>Files in code: from a path, a reader or a text, with C# code in place of commands, in a format of one's own.</summary>
public sealed class WorkflowActionTests
{
    private const int Patience = 300_000; // ms

    private const string Text = """
        dagrs:
          number: { name: Number, cmd: "false" }
          twice: { name: Twice, after: [number], cmd: "false" }
          say: { name: Say, after: [twice], cmd: 'echo "it is $1"' }
        """;

    [Fact(Timeout = Patience)]
    public async Task An_action_runs_in_place_of_the_command_and_gives_its_value_to_what_comes_after()
    {
        var dag = WorkflowFile.LoadText(Text, Actions(
            ("number", Work.From(_ => 21)),
            ("twice", Work.FromAsync(async context => { await Task.Yield(); return 2 * context.ValueOf<int>("number"); })),
            ("say", Work.From(context => $"it is {context.Inputs[0]}"))));

        var report = await dag.RunAsync();

        Assert.Equal((42, "it is 42"), (report.GetValue("twice"), report.GetValue("say")));
    }

    [Fact(Timeout = Patience)]
    public async Task A_file_a_reader_and_a_text_are_read_alike()
    {
        using var folder = new TemporaryFolder();
        using var reader = new StringReader(Text);
        var actions = Actions(("number", Work.From(_ => 1)), ("twice", Work.From(_ => 2)));

        foreach (var dag in new[] { WorkflowFile.Load(folder.Write("flow.yaml", Text), actions), WorkflowFile.Load(reader, actions), WorkflowFile.LoadText(Text, actions) })
        {
            Assert.True((await dag.RunAsync()).Succeeded);
        }
    }

    [Fact]
    public void An_action_for_a_task_that_the_file_lacks_is_refused()
    {
        var refused = Assert.Throws<UnknownTaskException>(() => WorkflowFile.LoadText(Text, Actions(("twise", Work.From(_ => 1)), ("number", Work.From(_ => 1)))));

        Assert.Equal("unknown task 'twise'; did you mean 'twice'?", refused.Message);
    }

    [Fact(Timeout = Patience)]
    public async Task A_value_of_another_type_or_task_is_told()
    {
        var report = await WorkflowFile.LoadText(Text, Actions(
            ("number", Work.From(_ => 21)),
            ("twice", Work.From(context => context.ValueOf<string>("number"))),
            ("say", Work.From(context => context.ValueOf<int>("number"))))).RunAsync();

        Assert.Equal("threw InvalidOperationException: the value of task 'number' is Int32, not String", report["twice"].Outcome!.Words);

        report = await WorkflowFile.LoadText(Text, Actions(
            ("number", Work.From(_ => 21)),
            ("twice", Work.From(_ => 1)),
            ("say", Work.From(context => context.ValueOf<int>("number"))))).RunAsync();
        Assert.StartsWith("threw ArgumentException: task 'say' has no dependency 'number'; add it to 'after'", report["say"].Outcome!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_of_ones_own_is_checked_like_YAML()
    {
        using var folder = new TemporaryFolder();
        var right = WorkflowFile.Load(folder.Write("right.txt", "a\nb a\n\tc a b"), parser: new WordsParser());
        var wrong = Assert.Throws<InvalidFileException>(() => WorkflowFile.LoadText("a b\nb a\nc d", parser: new WordsParser()));

        Assert.Equal(["a", "b", "c"], right.Order.Select(task => task.Id));
        Assert.Equal([ProblemCode.Cycle, ProblemCode.UnknownTask], wrong.Problems.Select(problem => problem.Code).Order().Reverse());
    }

    [Fact]
    public void The_environment_gives_values_of_the_type_asked_for_and_tells_what_it_lacks()
    {
        var environment = RunEnvironment.Of(("base", 2), ("none", null));

        Assert.Equal(2, environment.Get<int>("base"));
        Assert.Null(environment.Get<string?>("none"));
        Assert.Equal("the environment has no 'Base'", Assert.Throws<KeyNotFoundException>(() => environment.Get<int>("Base")).Message);
        Assert.Equal("'base' of the environment is Int32, not String", Assert.Throws<InvalidCastException>(() => environment.Get<string>("base")).Message);
        Assert.True(environment.TryGet<int>("base", out var number) && number == 2);
        Assert.False(environment.TryGet<string>("base", out _) || environment.TryGet<int>("nothing", out _));
    }

    private static Dictionary<string, Work> Actions(params (string Id, Work Work)[] actions) => actions.ToDictionary(action => action.Id, action => action.Work);

    /// <summary>A line a task: its id and the ids it comes after.</summary>
    private sealed class WordsParser : IDefinitionParser
    {
        public DagDefinition Parse(SourceText source)
        {
            var lines = System.Text.Encoding.UTF8.GetString(source.Bytes.Span).Split('\n').Select((line, i) => (Words: line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), Number: i + 1));
            return new(source, [.. lines.Select(line => new TaskDefinition(At(line.Number, line.Words[0]))
            {
                After = [.. line.Words.Skip(1).Select(word => At(line.Number, word))],
                Command = new Command.Shell("true"),
            })]);
        }

        private static Located<string> At(int line, string word) => new(word, new Place(line, 1, 1 + word.Length));
    }
}
