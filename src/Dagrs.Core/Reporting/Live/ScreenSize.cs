namespace Dagrs.Core.Reporting.Live;

/// <summary>The size of a terminal.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct ScreenSize(int Width, int Height);
