namespace Dagrs.Benchmarks;

/// <summary>What a graph looks like.</summary>
public enum Shape
{
    /// <summary>Each task after the one before.</summary>
    Chain,

    /// <summary>No task after another.</summary>
    Wide,

    /// <summary>A hundred layers; each task after three of the layer before.</summary>
    Layers,

    /// <summary>Each task after its parent in a binary tree.</summary>
    Tree,

    /// <summary>The graph that dagrs for Rust is measured with: each task from the 20th on after the 8 before it.</summary>
    Seed,
}
