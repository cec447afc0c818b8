using System.Buffers;
using Blake3;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Core.State.Files;

/// <summary>
/// Fingerprints files, and reads them only where their stamps do not prove that they are unchanged. A stamp proves nothing when the file's time lies less
/// than two seconds before the read, or after it: a second change can have the same stamp. After a reboot it proves nothing when the file changed less
/// than a minute before the read: what a crash left on disk may not be what was read. It stores nothing. Safe for several threads.
/// </summary>
/// <param name="stamps">Where stamps come from.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="boot">The current boot; 0: unknown.</param>
internal sealed class FileReader(IFileStamps stamps, TimeProvider clock, ulong boot)
{
    private const int PieceSize = 1 << 17; // bytes: enough for the hash to work on many blocks at once
    private const long Second = 1_000_000_000; // in nanoseconds

    public FileReader()
        : this(FileStamps.OfSystem, TimeProvider.System, ThisBoot.Id)
    {
    }

    /// <summary>The mark of what is at a path.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="known">Its last known mark; null: none.</param>
    public FileReading Mark(string path, FileMark? known) =>
        stamps.Ask(path, follow: false, out var stamp) switch
        {
            StampAnswer.Found => Mark(new FoundFile(path, path, stamp), known),
            StampAnswer.Absent => new(null, FileTrouble.Gone),
            _ => new(null, FileTrouble.Unreadable),
        };

    /// <summary>The mark of a file that was just found.</summary>
    /// <param name="file">The file, with its stamp.</param>
    /// <param name="known">Its last known mark; null: none.</param>
    public FileReading Mark(FoundFile file, FileMark? known) => file.Kind switch
    {
        FileKind.File => MarkFile(file, known),
        FileKind.Link => MarkLink(file, known),
        _ => new(new FileMark { Kind = file.Kind, Stamp = file.Stamp, ReadAt = Now(), Boot = boot }, FileTrouble.None),
    };

    /// <summary>True when the file has to be read to get its mark, which takes a while.</summary>
    public bool MustRead(FoundFile file, FileMark? known) => file.Kind == FileKind.File && !IsKnown(file, known);

    /// <summary>True when a mark saves reading as long as the stamp does not change.</summary>
    public bool IsSettled(FileMark mark) => mark.Content is not null && IsProved(mark, mark.Stamp) && (mark.Target is not { } target || IsProved(mark, target));

    private bool IsKnown(FoundFile file, FileMark? known) => known is { Kind: FileKind.File, Content: not null } && known.Stamp == file.Stamp && IsProved(known, file.Stamp);

    private FileReading MarkFile(FoundFile file, FileMark? known)
    {
        if (IsKnown(file, known))
        {
            return new(known!, FileTrouble.None);
        }

        var now = Now();
        var trouble = Hash(file.FullPath, file.Stamp, follow: false, out var content);
        return trouble != FileTrouble.None ? new(null, trouble) : new(
            new FileMark { Kind = FileKind.File, Content = content, IsExecutable = file.Stamp.IsExecutable, Stamp = file.Stamp, ReadAt = now, Boot = boot },
            FileTrouble.None);
    }

    private FileReading MarkLink(FoundFile file, FileMark? known)
    {
        var answer = stamps.Ask(file.FullPath, follow: true, out var target);
        if (answer == StampAnswer.Refused)
        {
            return new(null, FileTrouble.Unreadable);
        }

        FileStamp? leadsTo = answer == StampAnswer.Found ? target : null;
        if (known is { Kind: FileKind.Link } && known.Stamp == file.Stamp && known.Target == leadsTo && IsProved(known, file.Stamp) && (leadsTo is null || IsProved(known, target)))
        {
            return new(known, FileTrouble.None);
        }

        var now = Now();
        string? content = null;
        if (leadsTo is { Kind: FileKind.File } && Hash(file.FullPath, target, follow: true, out content) is not FileTrouble.None and var trouble)
        {
            return new(null, trouble);
        }

        if (LinkText(file.FullPath) is not { } text || stamps.Ask(file.FullPath, follow: false, out var after) != StampAnswer.Found || after != file.Stamp)
        {
            return new(null, FileTrouble.Changed);
        }

        return new(
            new FileMark
            {
                Kind = FileKind.Link,
                Content = content,
                LinkText = text,
                IsExecutable = leadsTo is { Kind: FileKind.File, IsExecutable: true },
                Stamp = file.Stamp,
                Target = leadsTo,
                ReadAt = now,
                Boot = boot,
            },
            FileTrouble.None);
    }

    private bool IsProved(FileMark known, in FileStamp stamp)
    {
        var quiet = known.Boot == boot && boot != 0 ? 2 * Second : 60 * Second;
        return Math.Max(stamp.Modified, stamp.Changed) <= known.ReadAt - quiet;
    }

    private FileTrouble Hash(string path, in FileStamp before, bool follow, out string? content)
    {
        content = null;
        try
        {
            using var file = Open(path);
            if (file is null)
            {
                return stamps.Ask(path, follow, out _) == StampAnswer.Absent ? FileTrouble.Gone : FileTrouble.Unreadable;
            }

            // If something else has replaced it meanwhile, do not block on it.
            if (OperatingSystem.IsLinux() && (!FileStamps.TryAsk((int)file.DangerousGetHandle(), out var opened) || opened.Kind != FileKind.File))
            {
                return FileTrouble.Changed;
            }

            content = Hash(file, before.Size);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return FileTrouble.Unreadable;
        }

        return stamps.Ask(path, follow, out var after) == StampAnswer.Found && after == before ? FileTrouble.None : FileTrouble.Changed;
    }

    private static string Hash(SafeFileHandle file, long size)
    {
        var piece = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(size, 4096, PieceSize));
        try
        {
            using var hasher = Hasher.New();
            for (long at = 0; at == 0 || at != size;)
            {
                var count = RandomAccess.Read(file, piece, at);
                if (count == 0)
                {
                    break;
                }

                hasher.Update(piece.AsSpan(0, count));
                at += count;
            }

            return Convert.ToHexStringLower(hasher.Finalize().AsSpan());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static SafeFileHandle? Open(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.OpenHandle(path);
        }

        var descriptor = FileCalls.open(path, FileCalls.ForReading);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static string? LinkText(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private long Now() => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
