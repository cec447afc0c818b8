using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// What the cache has to do with the tasks of a run: it brings back what was made under the same key, takes away what a task made before it makes it again, and keeps what it has made.
/// It deletes nothing that a record does not know as the task's own. Thread-safe; each task's lock is held meanwhile.
/// </summary>
/// <param name="store">The cache.</param>
/// <param name="root">The folder of the user's file.</param>
/// <param name="secrets">What must not get into the cache; null: nothing.</param>
internal sealed class CachedOutputs(CacheStore store, string root, SecretValues? secrets)
{
    /// <summary>A log for what a task writes; null: nobody would keep it.</summary>
    public TaskLog? NewLog(bool isOutputApart) => store.IsWritten ? new(isOutputApart, store.NewFile) : null;

    /// <summary>Puts what the task made under a key in its place; null: it has to run.</summary>
    public CacheHit? TryFetch(TaskFiles files, string key, IReadOnlyList<string> own, bool isOutputWanted) =>
        store.TryFetch(key, PatternsOf(files), Paths(files, own), root, isOutputWanted);

    /// <summary>Takes away what the task made the last time, unless its tool does that itself.</summary>
    /// <returns>Why some of it is still there; null: it is not, or may be.</returns>
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

    /// <summary>Files among the outputs that were there before and are as they were, though the task does not name them one by one: not its work.</summary>
    /// <param name="before">What was there before it ran that was not known as its own.</param>
    /// <param name="after">What is there now.</param>
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

    /// <summary>What is there before a task runs and is not its own work.</summary>
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

    /// <summary>Keeps what a task made.</summary>
    /// <returns>Null, or why there is no entry.</returns>
    public string? Keep(TaskNode task, string key, FoundFiles outputs, TaskLog log, IReadOnlyDictionary<string, string>? results, TimeSpan took) => !log.IsWhole ? "what it wrote could not be kept" : store.Store(new()
    {
        Key = key,
        Root = root,
        Outputs = PatternsOf(task.Spec!.Files!),
        Files = outputs.Files,
        Log = log,
        Results = [.. results ?? new Dictionary<string, string>()],
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
