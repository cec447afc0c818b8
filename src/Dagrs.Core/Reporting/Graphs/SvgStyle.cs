namespace Dagrs.Core.Reporting.Graphs;

/// <summary>The style of a picture: light and dark, states never by colour alone, and highlighting of a task's edges on hover without a script.</summary>
internal static class SvgStyle
{
    /// <summary>The style sheet and the arrow head.</summary>
    public const string Text =
        """
        <style>
          .page { fill: #ffffff } .box { fill: #f3f6fb; stroke: #56698a } .group .box { stroke-dasharray: 4 3; fill: #ffffff }
          .skipped .box { stroke-dasharray: 1 3 } .critical .box { stroke-width: 3 }
          .line { fill: none; stroke: #8494ad; stroke-width: 1.2 } .path { stroke: #16202f; stroke-width: 3 } .head { fill: #8494ad }
          .name { fill: #16202f } .id, .mark { fill: #5c6b82 }
          .succeeded .box { fill: #e9f6ec; stroke: #2e7d41 } .failed .box { fill: #fdeaea; stroke: #c62828 } .suffered .box { fill: #fdf3dd; stroke: #a86a00 } .idle .box { fill: #eeeeee; stroke: #8a8a8a }
          .way { fill: none; stroke-width: 3; visibility: hidden; pointer-events: none } .in { stroke: #1565c0 } .out { stroke: #c2570c; stroke-dasharray: 7 3 }
          .task:hover .way { visibility: visible } .task:hover .box { stroke-width: 3 } svg:has(.task:hover) > .line { opacity: 0.35 }
          @media (prefers-color-scheme: dark) {
            .page { fill: #10151d } .box { fill: #1c2635; stroke: #7f93b5 } .group .box { fill: #10151d }
            .line { stroke: #66788f } .path { stroke: #e8edf5 } .head { fill: #66788f } .name { fill: #e8edf5 } .id, .mark { fill: #9fb0c8 }
            .succeeded .box { fill: #14301d; stroke: #58b070 } .failed .box { fill: #3d1719; stroke: #ff6b6b } .suffered .box { fill: #362a10; stroke: #e0a23c } .idle .box { fill: #20242b; stroke: #7d848f }
            .in { stroke: #64b5f6 } .out { stroke: #ffa25c }
          }
        </style>
        <marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker>

        """;
}
