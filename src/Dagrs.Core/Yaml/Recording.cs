namespace Dagrs.Core.Yaml;

/// <summary>A node of a YAML text kept for later: an anchored one, or the value of a merge key. A slice of a list of events.</summary>
/// <param name="source">The list.</param>
/// <param name="start">The index of its first event.</param>
internal sealed class Recording(List<Recorded> source, int start)
{
    public List<Recorded> Source { get; } = source;

    public int Start { get; } = start;

    /// <summary>Null until the end of the node is reached.</summary>
    public int? End { get; set; }

    public long SizeBefore { get; init; }

    /// <summary>The weight of its events with aliases expanded.</summary>
    public long Size { get; set; }
}
