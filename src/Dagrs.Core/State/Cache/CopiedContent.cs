using System.Buffers;
using System.Text;
using Blake3;
using Dagrs.Core.State.Files;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// Copies a file, by a reflink where the file system supports it, and reports the hash and the texts found. It holds pieces in memory, never a whole
/// file.
/// </summary>
internal sealed class CopiedContent
{
    private const int PieceSize = 1 << 19; // bytes

    /// <summary>Blake3 of the bytes of the new file, in hex.</summary>
    public required string Hash { get; init; }

    public required long Size { get; init; }

    /// <summary>Which of the sought texts occur, by index.</summary>
    public required bool[] Holds { get; init; }

    /// <summary>Copies.</summary>
    /// <param name="from">The source, which must be a regular file: nothing else is opened.</param>
    /// <param name="to">The new file; it must not exist.</param>
    /// <param name="mode">The permissions of the new file.</param>
    /// <param name="sought">The texts to look for, as bytes.</param>
    public static CopiedContent Make(string from, string to, UnixFileMode mode, IReadOnlyList<byte[]> sought)
    {
        using var source = Open(from);
        using var target = Create(to);
        var isCloned = OperatingSystem.IsLinux() && FileCalls.ioctl(target, FileCalls.Clone, source.DangerousGetHandle()) == 0;
        // Verify what was copied: for a clone, read the clone.
        var made = Read(isCloned ? target : source, isCloned ? null : target, sought);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, mode);
        }

        return made;
    }

    private static CopiedContent Read(SafeFileHandle source, SafeFileHandle? target, IReadOnlyList<byte[]> sought)
    {
        var longest = 1;
        foreach (var text in sought)
        {
            longest = Math.Max(longest, text.Length);
        }

        var piece = ArrayPool<byte>.Shared.Rent(PieceSize + longest);
        var holds = new bool[sought.Count];
        try
        {
            using var hasher = Hasher.New();
            long at = 0;
            var kept = 0; // bytes of the previous piece: a text may begin there
            while (RandomAccess.Read(source, piece.AsSpan(kept, PieceSize), at) is > 0 and var count)
            {
                var read = piece.AsSpan(kept, count);
                hasher.Update(read);
                if (target is not null)
                {
                    RandomAccess.Write(target, read, at);
                }

                Look(piece.AsSpan(0, kept + count), sought, holds);
                at += count;
                var left = Math.Min(longest - 1, kept + count);
                piece.AsSpan(kept + count - left, left).CopyTo(piece);
                kept = left;
            }

            return new CopiedContent { Hash = Convert.ToHexStringLower(hasher.Finalize().AsSpan()), Size = at, Holds = holds };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>Marks the texts that occur in some bytes.</summary>
    public static void Look(ReadOnlySpan<byte> bytes, IReadOnlyList<byte[]> sought, bool[] holds)
    {
        for (var i = 0; i < holds.Length; i++)
        {
            holds[i] |= bytes.IndexOf(sought[i]) >= 0;
        }
    }

    /// <summary>Texts as the bytes they have in files.</summary>
    public static IReadOnlyList<byte[]> Bytes(IEnumerable<string> texts) => [.. texts.Where(static text => text.Length > 0).Select(Encoding.UTF8.GetBytes)];

    private static SafeFileHandle Open(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.OpenHandle(path);
        }

        var descriptor = FileCalls.open(path, FileCalls.ForReading);
        var file = new SafeFileHandle(descriptor, ownsHandle: descriptor >= 0);
        if (descriptor >= 0 && FileStamps.TryAsk(descriptor, out var stamp) && stamp.Kind == FileKind.File)
        {
            return file;
        }

        file.Dispose();
        throw new IOException($"cannot read '{path}'");
    }

    private static SafeFileHandle Create(string path) => File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
}
