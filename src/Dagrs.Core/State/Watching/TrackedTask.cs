using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Watching;

/// <summary>A task whose inputs are watched: its patterns, and their files when it was last asked about. Thread-safe.</summary>
internal sealed class TrackedTask
{
    private readonly TaskFiles _files;
    private IReadOnlyList<TrackedFile>? _known;
    private IReadOnlyList<TrackedFile>? _before;

    public TrackedTask(TaskNode task)
    {
        _files = task.Spec!.Files!;
        Id = task.Id;
        Wanted = FilePatterns.Of(_files.Folder, _files.Inputs!);
        Without = _files.Outputs is { Count: > 0 } outputs ? FilePatterns.Of(_files.Folder, outputs) : null;
    }

    public string Id { get; }

    /// <summary>Its inputs.</summary>
    public FilePatterns Wanted { get; }

    /// <summary>Its outputs, which are not inputs of it; null: none.</summary>
    public FilePatterns? Without { get; }

    /// <summary>Its last known files; null: it was not asked about in this round.</summary>
    public IReadOnlyList<TrackedFile>? Known => Volatile.Read(ref _known);

    /// <summary>True for a task that declares inputs to watch.</summary>
    public static bool IsOne(TaskNode task) => task is { IsCommand: true, Spec: { SkippedBecause: null, Files.Inputs.Count: > 0 } };

    /// <summary>True when both have the same patterns, so that what is known of one holds for the other.</summary>
    public bool IsSameAs(TrackedTask other) =>
        _files.Folder == other._files.Folder && _files.Inputs!.SequenceEqual(other._files.Inputs!) && (_files.Outputs ?? []).SequenceEqual(other._files.Outputs ?? []);

    /// <summary>Takes over what is known of a task with the same patterns.</summary>
    public void Inherit(TrackedTask other) => (_known, _before) = (other.Known, Volatile.Read(ref other._before));

    /// <summary>Sets its files, as the task is asked about now.</summary>
    public void Know(IReadOnlyList<TrackedFile> files) => Volatile.Write(ref _known, files);

    /// <summary>Sets its files, unless the task was asked about in between.</summary>
    public void KnowAfter(IReadOnlyList<TrackedFile>? before, IReadOnlyList<TrackedFile> files) => Interlocked.CompareExchange(ref _known, files, before);

    /// <summary>Starts a round. What was known is restored at its end if the task is not asked about.</summary>
    public void BeginRound()
    {
        Volatile.Write(ref _before, Known ?? Volatile.Read(ref _before));
        Volatile.Write(ref _known, null);
    }

    /// <summary>Ends the round.</summary>
    public void EndRound() => KnowAfterNothing(Volatile.Read(ref _before));

    /// <summary>True when a file of that full path would be an input.</summary>
    public bool Covers(string path) => Wanted.Covers(path) && Without?.Covers(path) != true;

    private void KnowAfterNothing(IReadOnlyList<TrackedFile>? files) => Interlocked.CompareExchange(ref _known, files, null);
}
