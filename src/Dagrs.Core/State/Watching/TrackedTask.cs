using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Watching;

/// <summary>A task whose inputs are watched: by which patterns, and what they were when it was asked about last. Thread-safe.</summary>
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

    /// <summary>What it reads.</summary>
    public FilePatterns Wanted { get; }

    /// <summary>What it writes, which is no input of it; null: nothing.</summary>
    public FilePatterns? Without { get; }

    /// <summary>Its files as they were; null: it was not asked about in this round.</summary>
    public IReadOnlyList<TrackedFile>? Known => Volatile.Read(ref _known);

    /// <summary>True for a task with files to be watched.</summary>
    public static bool IsOne(TaskNode task) => task is { IsCommand: true, Spec: { SkippedBecause: null, Files.Inputs.Count: > 0 } };

    /// <summary>True when the same is meant by both, so that what is known of one is true of the other.</summary>
    public bool IsSameAs(TrackedTask other) =>
        _files.Folder == other._files.Folder && _files.Inputs!.SequenceEqual(other._files.Inputs!) && (_files.Outputs ?? []).SequenceEqual(other._files.Outputs ?? []);

    /// <summary>What is known of another one that means the same is known of this one.</summary>
    public void Inherit(TrackedTask other) => (_known, _before) = (other.Known, Volatile.Read(ref other._before));

    /// <summary>The task is asked about now, and these are its files.</summary>
    public void Know(IReadOnlyList<TrackedFile> files) => Volatile.Write(ref _known, files);

    /// <summary>The same, unless the task was asked about in between.</summary>
    public void KnowAfter(IReadOnlyList<TrackedFile>? before, IReadOnlyList<TrackedFile> files) => Interlocked.CompareExchange(ref _known, files, before);

    /// <summary>A round begins: what is known counts again when the task is not asked about in it.</summary>
    public void BeginRound()
    {
        Volatile.Write(ref _before, Known ?? Volatile.Read(ref _before));
        Volatile.Write(ref _known, null);
    }

    /// <summary>The round is over.</summary>
    public void EndRound() => KnowAfterNothing(Volatile.Read(ref _before));

    /// <summary>True when a file of that full path would be an input.</summary>
    public bool Covers(string path) => Wanted.Covers(path) && Without?.Covers(path) != true;

    private void KnowAfterNothing(IReadOnlyList<TrackedFile>? files) => Interlocked.CompareExchange(ref _known, files, null);
}
