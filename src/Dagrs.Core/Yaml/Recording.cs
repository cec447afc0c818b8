namespace Dagrs.Core.Yaml;

/// <summary>A node of a YAML text kept for later: an anchored one, or the value of a merge key. A slice of a list of events.</summary>
/// <param name="source">The list.</param>
/// <param name="start">Where it begins there.</param>
internal sealed class Recording(List<Recorded> source, int start)
{
    public List<Recorded> Source { get; } = source;

    public int Start { get; } = start;

    /// <summary>Null as long as the node's end is not reached.</summary>
    public int? End { get; set; }

    public long SizeBefore { get; init; }

    /// <summary>The weight of its events as they would be without aliases.</summary>
    public long Size { get; set; }
}
