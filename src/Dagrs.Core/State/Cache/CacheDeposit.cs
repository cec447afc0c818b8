using System.Text;
using Blake3;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// Stores the output of a task in the cache: first all contents, then the entry, so that an entry without contents is rare and merely a miss.
/// </summary>
/// <param name="store">The cache.</param>
/// <param name="offer">What the task produced.</param>
internal sealed class CacheDeposit(CacheFolder store, CacheOffer offer)
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead;

    private readonly IReadOnlyList<byte[]> _sought = CopiedContent.Bytes([offer.Root, .. offer.Secrets]);
    private readonly FolderBounds _bounds = new(offer.Root);
    private readonly List<(string Written, string Name)> _written = [];
    private readonly List<CachedFile> _files = [];
    private readonly string?[] _streams = new string?[TaskLog.Streams];
    private bool _isBound; // some part contains the path of the folder

    /// <summary>Null when the entry is stored; otherwise the reason why it is not.</summary>
    public string? Run()
    {
        try
        {
            return Refusal() ?? Finish();
        }
        finally
        {
            foreach (var (written, _) in _written)
            {
                File.Delete(written);
            }
        }
    }

    private string? Refusal()
    {
        foreach (var (name, value) in offer.Results)
        {
            if (Check(Encoding.UTF8.GetBytes(value)) is { } found)
            {
                return $"the result '{name}' {found}";
            }
        }

        for (var channel = 0; channel < TaskLog.Streams; channel++)
        {
            if (offer.Log.StreamOf(channel) is { } stream && Keep(stream, out _streams[channel]) is { } found)
            {
                return $"its output {found}";
            }
        }

        foreach (var file in offer.Files)
        {
            if (Add(file) is { } wrong)
            {
                return $"'{file.Name}' {wrong}";
            }
        }

        return null;
    }

    private string? Finish()
    {
        var entry = new CacheEntry
        {
            Key = offer.Key,
            Files = _files,
            Streams = _streams,
            Order = offer.Log.Order,
            IsOutputApart = offer.Log.IsOutputApart,
            Results = offer.Results,
            OnlyIn = _isBound ? CacheFolder.Mark(offer.Root) : null,
            Made = offer.Made,
            Took = offer.Took,
        };
        var written = store.NewFile();
        _written.Add((written, store.EntryOf(offer.Key)));
        File.WriteAllBytes(written, CacheFormat.Write(entry));
        foreach (var (content, name) in _written)
        {
            store.Finish(content, name);
        }

        return null;
    }

    private string? Add(FoundFile file)
    {
        if (!_bounds.Hold(file.FullPath))
        {
            return "is outside the folder of the file";
        }

        var name = file.FullPath[(offer.Root.Length + 1)..];
        if (Check(Encoding.UTF8.GetBytes(name)) is { } found)
        {
            return found;
        }

        return LinkAbove(file.FullPath) is { } link ? AddBelowLink(link)
            : file.Kind switch
            {
                FileKind.File => AddFile(file, name),
                FileKind.Link => AddLink(file, name),
                FileKind.Folder => AddFolder(file, name),
                _ => "is not a file",
            };
    }

    private string? AddFile(FoundFile file, string name)
    {
        var written = store.NewFile();
        var at = _written.Count;
        _written.Add((written, written));
        var copied = CopiedContent.Make(file.FullPath, written, ReadOnly, _sought);
        if (FileStamps.OfSystem.Ask(file.FullPath, follow: false, out var after) != StampAnswer.Found || after != file.Stamp)
        {
            return "was changed in the meantime";
        }

        _written[at] = (written, store.ContentOf(copied.Hash));
        _files.Add(new(name, FileKind.File, copied.Hash, file.Stamp.Permissions, copied.Size));
        return Check(copied.Holds);
    }

    private string? AddLink(FoundFile file, string name)
    {
        if (new FileInfo(file.FullPath).LinkTarget is not { } text || text.Contains('\uFFFD'))
        {
            return "is a link that cannot be read";
        }

        _files.Add(new(name, FileKind.Link, text, default, 0));
        return Check(Encoding.UTF8.GetBytes(text));
    }

    private string? AddFolder(FoundFile file, string name)
    {
        _files.Add(new(name, FileKind.Folder, "", file.Stamp.Permissions, 0));
        return null;
    }

    // When the target is an output too, it comes back by itself: storing the link is enough.
    private string? AddBelowLink(string link)
    {
        var target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(link)!, new FileInfo(link).LinkTarget ?? ""));
        return offer.Outputs.CoversAllBelow(target) && target.StartsWith(offer.Root + "/", StringComparison.Ordinal) && offer.Outputs.Covers(link) ? null : "is reached through a link";
    }

    // Links above the literal prefix of an output are the user's own business.
    private string? LinkAbove(string path)
    {
        var beginning = offer.Outputs.BeginningOf(path) ?? offer.Root;
        var first = offer.Files.Any(file => file.Kind == FileKind.Link && file.FullPath == beginning) ? beginning.Length : beginning.Length + 1;
        for (var end = first < path.Length ? path.IndexOf('/', first) : -1; end > 0; end = path.IndexOf('/', end + 1))
        {
            if (FileStamps.OfSystem.Ask(path[..end], follow: false, out var stamp) == StampAnswer.Found && stamp.Kind == FileKind.Link)
            {
                return path[..end];
            }
        }

        return null;
    }

    private string? Keep(HeardStream stream, out string? hash)
    {
        stream.Flush();
        var written = store.NewFile();
        var at = _written.Count;
        _written.Add((written, written));
        if (stream.Path is { } path)
        {
            var copied = CopiedContent.Make(path, written, ReadOnly, _sought);
            _written[at] = (written, store.ContentOf(hash = copied.Hash));
            return Check(copied.Holds);
        }

        File.WriteAllBytes(written, stream.Bytes);
        _written[at] = (written, store.ContentOf(hash = Convert.ToHexStringLower(Hasher.Hash(stream.Bytes).AsSpan())));
        return Check(stream.Bytes);
    }

    private string? Check(ReadOnlySpan<byte> bytes)
    {
        var holds = new bool[_sought.Count];
        CopiedContent.Look(bytes, _sought, holds);
        return Check(holds);
    }

    private string? Check(bool[] holds)
    {
        _isBound |= holds[0];
        return holds.AsSpan(1).Contains(true) ? "contains a secret" : null;
    }
}
