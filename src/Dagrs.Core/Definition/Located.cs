using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A value of a file together with its place.</summary>
/// <param name="Value">The value.</param>
/// <param name="Place">Where it stands.</param>
public readonly record struct Located<T>(T Value, Place Place);
