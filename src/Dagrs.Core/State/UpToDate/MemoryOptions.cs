using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.UpToDate;

/// <summary>What the caller wants of a memory. Immutable.</summary>
internal sealed record MemoryOptions
{
    /// <summary>The folder of the user's file: what a task's own folder is told from.</summary>
    public required string Folder { get; init; }

    /// <summary>The id of the run.</summary>
    public required string Run { get; init; }

    /// <summary>Where what tasks make is kept for other times and machines; null: nowhere.</summary>
    public CacheStore? Cache { get; init; }

    /// <summary>Folders that dagrs itself writes: no pattern means what is in them.</summary>
    public IReadOnlyList<string> Spared { get; init; } = [];

    /// <summary>Whether a task is to run though it may be up to date.</summary>
    public Func<string, bool> IsForced { get; init; } = _ => false;

    /// <summary>The variables of dagrs' own environment.</summary>
    public required Func<IReadOnlyDictionary<string, string>> Variables { get; init; }

    /// <summary>What a tool says of itself; an exception of type <see cref="IOException"/> says in its message why it says nothing.</summary>
    public Func<string, string, CancellationToken, Task<string>> AskTool { get; init; } = (_, _, _) => throw new IOException("there is nobody to ask");

    /// <summary>Who is asked for the stamps of files.</summary>
    public IFileStamps Stamps { get; init; } = FileStamps.OfSystem;

    /// <summary>Where time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
