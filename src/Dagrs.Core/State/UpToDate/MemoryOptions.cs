using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.UpToDate;

/// <summary>The caller's options for a memory. Immutable.</summary>
internal sealed record MemoryOptions
{
    /// <summary>The folder of the user's file, which the folders of tasks are relative to.</summary>
    public required string Folder { get; init; }

    /// <summary>The id of the run.</summary>
    public required string Run { get; init; }

    /// <summary>The cache for the outputs of tasks; null: none.</summary>
    public CacheStore? Cache { get; init; }

    /// <summary>Folders that dagrs itself writes: no pattern matches what is in them.</summary>
    public IReadOnlyList<string> Spared { get; init; } = [];

    /// <summary>Whether the task of that id runs even if it is up to date.</summary>
    public Func<string, bool> IsForced { get; init; } = _ => false;

    /// <summary>The variables of dagrs' own environment.</summary>
    public required Func<IReadOnlyDictionary<string, string>> Variables { get; init; }

    /// <summary>Returns what a tool reports of itself; if that fails, the message of an <see cref="IOException"/> says why.</summary>
    public Func<string, string, CancellationToken, Task<string>> AskTool { get; init; } = (_, _, _) => throw new IOException("no tools can be run here");

    /// <summary>Where stamps of files come from.</summary>
    public IFileStamps Stamps { get; init; } = FileStamps.OfSystem;

    /// <summary>Where time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
