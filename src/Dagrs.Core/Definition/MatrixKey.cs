namespace Dagrs.Core.Definition;

/// <summary>A key of a matrix.</summary>
/// <param name="Name">Its name and position.</param>
/// <param name="Source">Where its values come from.</param>
internal sealed record MatrixKey(Located<string> Name, MatrixSource Source);
