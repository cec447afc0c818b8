using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>What a task has written, as far as its patterns mean it. Immutable.</summary>
/// <param name="Found">What was found.</param>
/// <param name="Marks">The files; null: they cannot be told.</param>
internal readonly record struct OutputLook(FoundFiles Found, List<RecordedFile>? Marks);
