namespace Dagrs.Core.State.Files;

/// <summary>The result of reading a file's mark.</summary>
/// <param name="Mark">The mark; null when it could not be determined.</param>
/// <param name="Trouble">Why not.</param>
internal readonly record struct FileReading(FileMark? Mark, FileTrouble Trouble);
