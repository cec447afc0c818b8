using Dagrs.Core.Graph;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.Watching;

/// <summary>
/// All files that matter to a watch: the inputs of its tasks, and the definition files. It detects changes by stamps, and reads a file only
/// where the stamp differs: a file rewritten with the same content has not changed. It does not know when to scan. Thread-safe.
/// </summary>
/// <param name="stamps">Where stamps come from.</param>
/// <param name="reader">Reads files.</param>
/// <param name="spared">Full paths that dagrs itself writes.</param>
internal sealed class WatchedFiles(IFileStamps stamps, FileReader reader, IReadOnlyList<string> spared)
{
    private const int MostAsked = 256; // up to so many tasks, each is asked whether an event matters to it; with more, every event matters

    private readonly Lock _gate = new();
    private Dictionary<string, TrackedTask> _tasks = new(StringComparer.Ordinal);
    private Dictionary<string, FileStamp?> _definition = new(StringComparer.Ordinal);
    private HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>The number of watched files, as far as they are known.</summary>
    public int Files
    {
        get
        {
            lock (_gate)
            {
                return _definition.Values.Count(stamp => stamp is not null) + _tasks.Values.SelectMany(task => task.Known ?? []).Select(file => file.Name).Distinct(StringComparer.Ordinal).Count();
            }
        }
    }

    /// <summary>The number of tasks that declare inputs.</summary>
    public int Tasks => _tasks.Count;

    /// <summary>The folders in which something can change, as of the last scan.</summary>
    public IReadOnlyCollection<string> Folders => _folders;

    /// <summary>True when some file is a link: changes of its target cause no event.</summary>
    public bool HasLinks { get; private set; }

    /// <summary>Watches the tasks of a graph from now on. A task whose patterns are unchanged keeps what is known of it.</summary>
    public void Watch(Dag dag)
    {
        var tasks = new Dictionary<string, TrackedTask>(StringComparer.Ordinal);
        foreach (var task in dag.Tasks)
        {
            if (TrackedTask.IsOne(task))
            {
                var tracked = new TrackedTask(task);
                if (_tasks.TryGetValue(task.Id, out var before) && tracked.IsSameAs(before))
                {
                    tracked.Inherit(before);
                }

                tasks.Add(task.Id, tracked);
            }
        }

        lock (_gate)
        {
            _tasks = tasks;
        }
    }

    /// <summary>Sets the definition files.</summary>
    /// <param name="files">Their full paths, with the stamps that they had before they were read; null: there was no file.</param>
    public void WatchDefinition(IEnumerable<KeyValuePair<string, FileStamp?>> files)
    {
        lock (_gate)
        {
            _definition = new(files, StringComparer.Ordinal);
        }
    }

    /// <summary>The stamp of a definition file, or of its target; null: there is no file.</summary>
    public FileStamp? StampOf(string path) => stamps.Ask(path, follow: true, out var stamp) == StampAnswer.Found ? stamp : null;

    /// <summary>Records that a task was asked about.</summary>
    /// <param name="task">The task.</param>
    /// <param name="inputs">The inputs that it was judged by; null: unknown, so the current ones count.</param>
    public void Saw(TaskNode task, IReadOnlyList<RecordedFile>? inputs)
    {
        if (_tasks.TryGetValue(task.Id, out var tracked))
        {
            tracked.Know(FilesOf(tracked, inputs));
        }
    }

    /// <summary>Records that a task was asked about in a dry round, which counts only where nothing is known of it yet.</summary>
    /// <inheritdoc cref="Saw"/>
    public void SawFirst(TaskNode task, IReadOnlyList<RecordedFile>? inputs)
    {
        if (_tasks.TryGetValue(task.Id, out var tracked) && tracked.Known is null)
        {
            tracked.KnowAfter(null, FilesOf(tracked, inputs));
        }
    }

    /// <summary>Starts a round: nothing is known of a task until it is asked about.</summary>
    public void BeginRound() => Array.ForEach(All(), task => task.BeginRound());

    /// <summary>Ends the round: for tasks that were not asked about, what was known before counts again.</summary>
    public void EndRound() => Array.ForEach(All(), task => task.EndRound());

    /// <summary>Scans all files.</summary>
    /// <param name="learns">True to record the current files of tasks of which nothing is known.</param>
    public Seen Look(bool learns)
    {
        var search = new FileSearch(stamps, spared);
        var changes = new List<FileChange>();
        var tasks = new List<(TrackedTask, IReadOnlyList<TrackedFile>, IReadOnlyList<TrackedFile>)>();
        var all = All();
        foreach (var task in all)
        {
            var known = task.Known;
            if (known is null && !learns)
            {
                continue;
            }

            var found = Found(task, search);
            if (known is null)
            {
                task.KnowAfter(null, [.. found.Select(file => Tracked(file, null))]);
                continue;
            }

            var count = changes.Count;
            var now = Compare(task.Id, known, found, changes, out var isRead);
            if (changes.Count > count)
            {
                tasks.Add((task, known, now));
            }
            else if (isRead)
            {
                task.KnowAfter(known, now);
            }
        }

        KeyValuePair<string, FileStamp?>[] definition;
        lock (_gate)
        {
            definition = [.. _definition];
        }

        var folders = FoldersOf(search, all, definition);
        if (!learns)
        {
            folders.UnionWith(_folders); // keep those of tasks that were not scanned
        }

        _folders = folders;
        var changed = definition.Where(file => StampOf(file.Key) != file.Value).Select(file => KeyValuePair.Create(file.Key, StampOf(file.Key))).ToList();
        return changes.Count == 0 && changed.Count == 0 ? Seen.Nothing : new() { Changes = changes, Definition = changed, Tasks = tasks };
    }

    /// <summary>Accepts what was seen as the new known state.</summary>
    public void Accept(Seen seen)
    {
        foreach (var (task, before, now) in seen.Tasks)
        {
            task.KnowAfter(before, now);
        }

        lock (_gate)
        {
            foreach (var (path, stamp) in seen.Definition)
            {
                _definition[path] = stamp;
            }
        }
    }

    /// <summary>Whether a change of the file with that full path may matter.</summary>
    public bool MayMatter(string path)
    {
        lock (_gate)
        {
            return _definition.ContainsKey(path) || _tasks.Count > MostAsked || _tasks.Values.Any(task => task.Covers(path));
        }
    }

    private TrackedTask[] All()
    {
        lock (_gate)
        {
            return [.. _tasks.Values];
        }
    }

    private IReadOnlyList<TrackedFile> FilesOf(TrackedTask task, IReadOnlyList<RecordedFile>? inputs) => inputs is null
        ? [.. Found(task, new FileSearch(stamps, spared)).Select(file => Tracked(file, null))]
        : [.. inputs.Select(input => new TrackedFile(input.Name, input.Mark.Stamp, input.Mark.Target, input.Mark))];

    private static IReadOnlyList<FoundFile> Found(TrackedTask task, FileSearch search) => search.Find(task.Wanted, task.Without).Files;

    // Both lists are sorted by the UTF-8 bytes of the names.
    private List<TrackedFile> Compare(string task, IReadOnlyList<TrackedFile> known, IReadOnlyList<FoundFile> found, List<FileChange> changes, out bool isRead)
    {
        isRead = false;
        var now = new List<TrackedFile>(found.Count);
        var (before, after) = (0, 0);
        while (before < known.Count || after < found.Count)
        {
            var order = before == known.Count ? 1 : after == found.Count ? -1 : ByteOrder.Instance.Compare(known[before].Name, found[after].Name);
            if (order < 0)
            {
                changes.Add(new(task, known[before++].Name, null, IsSure: true));
            }
            else if (order > 0)
            {
                now.Add(Tracked(found[after], null));
                changes.Add(new(task, found[after].Name, found[after++].Stamp, IsSure: true));
            }
            else
            {
                now.Add(Compare(task, known[before++], found[after++], changes, ref isRead));
            }
        }

        return now;
    }

    private TrackedFile Compare(string task, TrackedFile known, FoundFile found, List<FileChange> changes, ref bool isRead)
    {
        if (known.Stamp == found.Stamp && known.Target == TargetOf(found))
        {
            return known;
        }

        var mark = known.Mark is null ? null : reader.Mark(found, known.Mark).Mark;
        isRead |= mark is not null;
        if (mark is null || !known.Mark!.IsSameAs(mark))
        {
            changes.Add(new(task, found.Name, found.Stamp, IsSure: mark is not null));
        }

        return Tracked(found, mark);
    }

    private TrackedFile Tracked(FoundFile file, FileMark? mark) => new(file.Name, file.Stamp, TargetOf(file), mark);

    private FileStamp? TargetOf(FoundFile file)
    {
        if (file.Kind != FileKind.Link)
        {
            return null;
        }

        HasLinks = true;
        return StampOf(file.FullPath);
    }

    // All folders that were listed, and those in which a missing file would appear.
    private static HashSet<string> FoldersOf(FileSearch search, TrackedTask[] tasks, KeyValuePair<string, FileStamp?>[] definition)
    {
        var folders = new HashSet<string>(search.Folders(), StringComparer.Ordinal);
        var above = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            foreach (var pattern in task.Wanted.Patterns)
            {
                if (!pattern.Excludes && Path.GetDirectoryName(pattern.Root) is { Length: > 0 } folder)
                {
                    above.Add(folder);
                }
            }
        }

        above.UnionWith(definition.Select(file => Path.GetDirectoryName(file.Key)).OfType<string>());
        foreach (var folder in above)
        {
            var there = folder;
            while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { Length: > 0 } next)
            {
                there = next;
            }

            folders.Add(there);
        }

        return folders;
    }
}
