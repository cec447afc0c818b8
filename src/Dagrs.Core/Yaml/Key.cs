namespace Dagrs.Core.Yaml;

/// <summary>The public side of one key of the format: its name, its meaning and the shape of its value.</summary>
/// <param name="Name">The key, kebab-case.</param>
/// <param name="Summary">Its meaning, in one line.</param>
/// <param name="Shape">The shape of its value.</param>
internal abstract record Key(string Name, string Summary, Shape Shape)
{
    /// <summary>True when the mapping is invalid without it.</summary>
    public bool IsRequired { get; init; }
}

/// <summary>A key together with the way its value gets into a draft.</summary>
/// <param name="Read">Takes the events of the value and stores the result.</param>
internal sealed record Key<TDraft>(string Name, string Summary, Shape Shape, Action<ValueReader, TDraft> Read) : Key(Name, Summary, Shape);
