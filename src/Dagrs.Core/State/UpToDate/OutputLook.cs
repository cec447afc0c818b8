using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>A snapshot of the files that a task's output patterns match. Immutable.</summary>
/// <param name="Found">What was found.</param>
/// <param name="Marks">The files with their marks; null: they cannot be determined.</param>
/// <param name="Warnings">Why not, one line each.</param>
internal readonly record struct OutputLook(FoundFiles Found, List<RecordedFile>? Marks, IReadOnlyList<string> Warnings);
