namespace Dagrs.Core.Yaml;

/// <summary>A kind of value: its shape, and how it is read.</summary>
/// <param name="Shape">The shape, for editors.</param>
/// <param name="Read">Takes the events of the value; errors are reported there.</param>
internal sealed record ValueKind<T>(Shape Shape, Func<ValueReader, T> Read);
