namespace Dagrs.Core.Yaml;

/// <summary>A kind of value: what it looks like and how it is read, side by side.</summary>
/// <param name="Shape">What editors are told.</param>
/// <param name="Read">Takes the value's events; what is wrong with them is reported there.</param>
internal sealed record ValueKind<T>(Shape Shape, Func<ValueReader, T> Read);
