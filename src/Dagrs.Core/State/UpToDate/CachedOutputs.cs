using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// The cache as seen by the tasks of a run: restores outputs made under the same key, removes old outputs before a task makes them again, and stores new
/// ones. It deletes nothing that is not recorded as the task's own work. Thread-safe; the caller holds the task's lock meanwhile.
/// </summary>
/// <param name="store">The cache.</param>
/// <param name="root">The folder of the user's file.</param>
/// <param name="secrets">Secrets that must not get into the cache; null: none.</param>
/// <param name="clock">Tells how old an entry is.</param>
internal sealed class CachedOutputs(CacheStore store, string root, SecretValues? secrets, TimeProvider clock)
{
    /// <summary>A log for a task's output; null: the cache is not written.</summary>
    public TaskLog? NewLog(bool isOutputApart) => store.IsWritten ? new(isOutputApart, store.NewFile) : null;

    /// <summary>Restores the outputs stored under a key; null: the task has to run.</summary>
    public CacheHit? TryFetch(TaskFiles files, string key, IReadOnlyList<string> own, bool isOutputWanted) => store.TryFetch(new()
    {
        Key = key,
        Root = root,
        Outputs = PatternsOf(files),
        Recorded = Paths(files, own),
        IsOutputWanted = isOutputWanted,
        IsTooOld = made => files.IsTooOld(made, clock.GetUtcNow()),
    });

    /// <summary>Removes the last recorded outputs of the task, unless the task opts out of that.</summary>
    /// <returns>Why some could not be removed; null: all were, or none had to be.</returns>
    public string? Clean(TaskFiles files, IReadOnlyList<string> own)
    {
        if (!files.IsCleaned)
        {
            return null;
        }

        try
        {
            RecordedOutputs.Remove(PatternsOf(files), root, Paths(files, own));
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return $"its old outputs cannot be removed: {SystemReason.Of(wrong)}";
        }
    }

    /// <summary>Outputs that existed before and are unchanged, and that no literal pattern names: not the task's work.</summary>
    /// <param name="before">The files that existed before it ran and were not known to be its own.</param>
    /// <param name="after">The files that exist now.</param>
    public static List<string> Strangers(IReadOnlyDictionary<string, FileStamp> before, FoundFiles after)
    {
        var strangers = new List<string>();
        foreach (var file in after.Files)
        {
            if (before.TryGetValue(file.Name, out var stamp) && stamp == file.Stamp)
            {
                strangers.Add(file.Name);
            }
        }

        return strangers;
    }

    /// <summary>The files that exist before a task runs and are not known to be its own.</summary>
    public static Dictionary<string, FileStamp> Unknown(TaskFiles files, FoundFiles found, IReadOnlyList<string> own)
    {
        var known = new HashSet<string>(own, StringComparer.Ordinal);
        var literals = PatternsOf(files).Literals;
        var unknown = new Dictionary<string, FileStamp>(StringComparer.Ordinal);
        foreach (var file in found.Files)
        {
            if (!known.Contains(file.Name) && !literals.Contains(file.FullPath))
            {
                unknown[file.Name] = file.Stamp;
            }
        }

        return unknown;
    }

    /// <summary>Why a success gives no entry; null: it may.</summary>
    /// <param name="success">The success.</param>
    /// <param name="inputsNow">Its inputs after it.</param>
    public static string? WhyNone(Success success, List<RecordedFile> inputsNow) =>
        success.Strangers is [var stranger, ..] ? $"'{OneLine.Of(stranger)}' among its outputs existed before it ran"
        : InputsAfter.Touched(success.Inputs, inputsNow) is { } touched ? $"its input '{OneLine.Of(touched)}' was written while it ran"
        : null;

    /// <summary>Stores the output of the task.</summary>
    /// <returns>Null, or why there is no entry.</returns>
    public string? Keep(TaskNode task, Success success, FoundFiles outputs, TaskLog log, TimeSpan took) => !log.IsWhole ? "its output could not be kept" : store.Store(new()
    {
        Key = success.Key,
        Root = root,
        Outputs = PatternsOf(task.Spec!.Files!),
        Files = outputs.Files,
        Log = log,
        Results = [.. success.Results],
        Made = success.End,
        Took = took,
        Secrets = secrets?.Forms ?? [],
    });

    private static FilePatterns PatternsOf(TaskFiles files) => FilePatterns.Of(files.Folder, files.Outputs ?? []);

    private static List<string> Paths(TaskFiles files, IReadOnlyList<string> names)
    {
        var paths = new List<string>(names.Count);
        foreach (var name in names)
        {
            paths.Add(Path.GetFullPath(Path.Combine(files.Folder, name)));
        }

        return paths;
    }
}
