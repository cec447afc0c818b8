namespace Dagrs.Core.Yaml;

/// <summary>One key of the format: its name, what it means and how its value is read into a draft.</summary>
/// <param name="Name">The key, kebab-case.</param>
/// <param name="Summary">What it means, in one line.</param>
/// <param name="Read">Takes the value's events and stores what they say.</param>
internal sealed record Key<TDraft>(string Name, string Summary, Action<ValueReader, TDraft> Read);
