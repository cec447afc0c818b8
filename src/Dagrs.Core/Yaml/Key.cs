namespace Dagrs.Core.Yaml;

/// <summary>One key of the format as everybody may know it: its name, what it means and what its value looks like.</summary>
/// <param name="Name">The key, kebab-case.</param>
/// <param name="Summary">What it means, in one line.</param>
/// <param name="Shape">What its value looks like.</param>
internal abstract record Key(string Name, string Summary, Shape Shape)
{
    /// <summary>True when the mapping is wrong without it.</summary>
    public bool IsRequired { get; init; }
}

/// <summary>A key together with how its value gets into a draft.</summary>
/// <param name="Read">Takes the value's events and stores what they say.</param>
internal sealed record Key<TDraft>(string Name, string Summary, Shape Shape, Action<ValueReader, TDraft> Read) : Key(Name, Summary, Shape);
