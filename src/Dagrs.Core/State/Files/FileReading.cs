namespace Dagrs.Core.State.Files;

/// <summary>What came of looking at a file.</summary>
/// <param name="Mark">What it is; null when that cannot be said.</param>
/// <param name="Trouble">Why it cannot be said.</param>
internal readonly record struct FileReading(FileMark? Mark, FileTrouble Trouble);
