using Dagrs.Core.Model;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// Restores the files of one entry: checks that their paths are free, copies what is missing to temporary files and verifies it, and only then changes
/// the work tree. It writes only in the folder of the user's file, only where the outputs allow it, and through no link below the literal prefix of an
/// output. It replaces no file that is not the task's own work.
/// </summary>
/// <param name="store">The cache.</param>
/// <param name="aside">An existing folder that holds the copies until they are verified.</param>
/// <param name="entry">The entry.</param>
/// <param name="request">What the task asked for; recorded outputs that the entry lacks are removed.</param>
internal sealed class CacheFetch(CacheFolder store, string aside, CacheEntry entry, CacheRequest request)
{
    private const UnixFileMode Anything = (UnixFileMode)0x1ff;

    private readonly FileStamps _stamps = FileStamps.OfSystem;
    private readonly FileReader _reader = new();
    private readonly FolderBounds _bounds = new(request.Root);
    private readonly IReadOnlyList<string> _literals = request.Outputs.Literals;
    private readonly HashSet<string> _going = new(request.Recorded, StringComparer.Ordinal);
    private readonly List<(CachedFile File, string Path, string? Copy)> _coming = [];

    /// <summary>Why nothing was restored; null: everything was.</summary>
    public string? Miss { get; private set; }

    /// <summary>The path of a content that does not match its hash; null: none was found.</summary>
    public string? Damaged { get; private set; }

    /// <summary>
    /// True when all files of the entry are in place. False: nothing was changed; or the system refused half-way, and the task has to make them again.
    /// </summary>
    public bool TryRun()
    {
        try
        {
            foreach (var file in entry.Files)
            {
                _going.Remove(PathOf(file));
            }

            if (!entry.Files.All(IsFree) || !entry.Files.All(TryCopy))
            {
                return false;
            }

            RecordedOutputs.Remove(request.Outputs, request.Root, _going);
            _coming.ForEach(Place);
            return true;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Miss = SystemReason.Of(wrong);
            return false;
        }
        finally
        {
            _coming.ForEach(static coming => Discard(coming.Copy));
        }
    }

    private string PathOf(CachedFile file) => FilePatternParser.Join(request.Root, file.Name);

    private bool IsFree(CachedFile file)
    {
        var path = PathOf(file);
        if (request.Outputs.BeginningOf(path) is not { } beginning || !(file.Kind == FileKind.Folder ? request.Outputs.CoversAllBelow(path) : request.Outputs.Covers(path)))
        {
            return Missed($"'{file.Name}' is not an output of the task");
        }

        if (!_bounds.Hold(path))
        {
            return Missed($"'{file.Name}' is outside the folder of the file");
        }

        for (var end = RecordedOutputs.NextEnd(path, beginning.Length); end > 0; end = RecordedOutputs.NextEnd(path, end))
        {
            var above = path[..end];
            var answer = _stamps.Ask(above, follow: false, out var stamp);
            if (answer != StampAnswer.Found || stamp.Kind != FileKind.Folder)
            {
                return answer == StampAnswer.Absent || _going.Contains(above) || Missed($"'{above}' is not a folder");
            }
        }

        return _stamps.Ask(path, follow: false, out var there) switch
        {
            StampAnswer.Absent => true,
            StampAnswer.Found when there.Kind == FileKind.Folder => file.Kind == FileKind.Folder || HasOnlyGoing(path) || Missed($"'{path}' is a folder"),
            StampAnswer.Found when there.Kind is FileKind.File or FileKind.Link => request.Recorded.Contains(path) || _literals.Contains(path) || IsThere(file, path) || Missed($"'{path}' is not the task's work"),
            _ => Missed($"'{path}' is in the way"),
        };
    }

    private bool TryCopy(CachedFile file)
    {
        var path = PathOf(file);
        if (IsThere(file, path))
        {
            return true;
        }

        if (file.Kind != FileKind.File)
        {
            _coming.Add((file, path, null));
            return true;
        }

        var content = store.ContentOf(file.Content);
        var copy = Path.Join(aside, RandomId.New());
        _coming.Add((file, path, copy));
        var copied = CopiedContent.Make(content, copy, file.Mode & Anything, []);
        if (copied.Hash == file.Content && copied.Size == file.Size)
        {
            return true;
        }

        Damaged = content;
        return Missed($"the content of '{file.Name}' is damaged");
    }

    private bool IsThere(CachedFile file, string path) => _stamps.Ask(path, follow: false, out var stamp) == StampAnswer.Found && stamp.Kind == file.Kind && file.Kind switch
    {
        FileKind.Link => new FileInfo(path).LinkTarget == file.Content,
        FileKind.Folder => stamp.Permissions == file.Mode,
        _ => stamp.Size == file.Size && (OperatingSystem.IsWindows() || stamp.Permissions == file.Mode) && _reader.Mark(new FoundFile(file.Name, path, stamp), null).Mark?.Content == file.Content,
    };

    private void Place((CachedFile File, string Path, string? Copy) coming)
    {
        var (file, path, copy) = coming;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (_stamps.Ask(path, follow: false, out var there) == StampAnswer.Found && !(there.Kind == FileKind.Folder && file.Kind == FileKind.Folder))
        {
            if (there.Kind == FileKind.Folder)
            {
                Directory.Delete(path);
            }
            else
            {
                File.Delete(path); // never written through: it may be a link, or have other hard links
            }
        }

        switch (file.Kind)
        {
            case FileKind.Link:
                File.CreateSymbolicLink(path, file.Content);
                break;
            case FileKind.Folder:
                Directory.CreateDirectory(path);
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, file.Mode & Anything);
                }

                break;
            default:
                File.Move(copy!, path, overwrite: true);
                break;
        }
    }

    private bool HasOnlyGoing(string folder)
    {
        foreach (var inside in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            var isFolder = inside is DirectoryInfo { LinkTarget: null };
            if (!_going.Contains(inside.FullName) && !(isFolder && HasOnlyGoing(inside.FullName)))
            {
                return false;
            }
        }

        return true;
    }

    private bool Missed(string why)
    {
        Miss ??= why;
        return false;
    }

    private static void Discard(string? copy)
    {
        try
        {
            if (copy is not null)
            {
                File.Delete(copy);
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // Pruning removes it later.
        }
    }
}
