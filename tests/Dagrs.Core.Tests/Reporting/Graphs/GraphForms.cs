using Dagrs.Core.Reporting.Graphs;

namespace Dagrs.Core.Tests.Reporting.Graphs;

/// <summary>All forms in which a graph is printed, by their words.</summary>
internal static class GraphForms
{
    public static IReadOnlyDictionary<string, Func<Picture, string>> All { get; } = new Dictionary<string, Func<Picture, string>>
    {
        ["tree"] = TreeGraph.Of,
        ["mermaid"] = MermaidGraph.Of,
        ["dot"] = DotGraph.Of,
        ["json"] = JsonGraph.Of,
        ["svg"] = SvgGraph.Of,
    };
}
