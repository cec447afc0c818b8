using System.CommandLine;
using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Reporting.Graphs;

namespace Dagrs.Cli;

/// <summary><c>dagrs graph</c>: the tasks and what they come after, as text or picture. Runs nothing.</summary>
internal static class GraphCommand
{
    public static Command Create(FileOptions file, SelectionOptions selection, GivenOptions given)
    {
        var format = Choice.Option<Func<Dag, string>>(
            "--format",
            "how it is printed (default: tree)",
            ("tree", TreeGraph.Of),
            ("mermaid", MermaidGraph.Of),
            ("dot", DotGraph.Of),
            ("json", JsonGraph.Of),
            ("svg", SvgGraph.Of));
        format.DefaultValueFactory = _ => TreeGraph.Of;
        var command = new Command("graph", "Draw the tasks and what they come after; run nothing.");
        selection.AddTo(command);
        given.AddTo(command);
        command.Options.Add(format);
        command.SetAction(arguments =>
        {
            var dag = Resolver.Select(file.Read(arguments), selection.Read(arguments) with { NoDefault = true }, given.ReadForShow(arguments)).Dag;
            var draw = arguments.GetRequiredValue(format);
            var text = draw(dag);
            if (draw == MermaidGraph.Of)
            {
                WarnOfLimits(dag, text);
            }

            return Print.Text(text);
        });
        return command;
    }

    private static void WarnOfLimits(Dag dag, string text)
    {
        var edges = dag.Tasks.Sum(task => dag.PredecessorsOf(task).Count);
        if (edges > MermaidGraph.MostEdges || text.Length > MermaidGraph.MostCharacters)
        {
            StandardError.WriteLine(
                $"dagrs: warn: {edges} edges and {text.Length} characters; GitHub draws at most {MermaidGraph.MostEdges} and {MermaidGraph.MostCharacters}, so take --format svg or fewer tasks");
        }
    }
}
