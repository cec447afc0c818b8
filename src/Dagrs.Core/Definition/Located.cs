using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A value of a file together with its position.</summary>
/// <param name="Value">The value.</param>
/// <param name="Place">Its position.</param>
public readonly record struct Located<T>(T Value, Place Place);
