using System.Reflection;
using Dagrs.Core.Definition;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>A task file in a test: a text in; its graph, its problems or the words about them out.</summary>
internal static class TaskFile
{
    public static Dag Resolve(string text) => Resolver.Resolve(WorkflowFile.Parse(text, "flow.yaml"));

    public static TaskNode Task(string text, string id) => Resolve(text).Tasks.Single(task => task.Id == id);

    /// <summary>What a text says, before anybody asks what its names mean.</summary>
    public static DagDefinition Read(string text) => WorkflowFile.Parse(text, "flow.yaml");

    /// <summary>What is wrong with the form of a text, a line each as <see cref="Line"/> writes it.</summary>
    public static IEnumerable<string> Wrong(string text) => Read(text).Problems.Select(Line);

    public static InvalidFileException Refused(string text) => Assert.Throws<InvalidFileException>(() => Resolve(text));

    public static IReadOnlyList<Problem> Problems(string text) => Refused(text).Problems;

    public static string Message(string text) => Refused(text).Message;

    /// <summary>The only problem, as <c>line:column message</c>, with the suggestion in brackets.</summary>
    public static string OnlyProblem(string text) => Line(Assert.Single(Problems(text)));

    public static string Line(Problem problem) =>
        $"{problem.Place.Line}:{problem.Place.Column} {problem.Message}" + (problem.Suggestion is { } meant ? $" [{meant}]" : "");

    public static string Fixture(string name) => Path.Combine(Root, "tests", "fixtures", "seed", name);

    public static string Predecessors(Dag dag, string id) =>
        string.Join(' ', dag.PredecessorsOf(dag.Tasks.Single(task => task.Id == id)).Select(task => task.Id));

    private static string Root { get; } = typeof(TaskFile).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
