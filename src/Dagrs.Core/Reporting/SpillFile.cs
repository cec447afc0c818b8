using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>
/// The space that outputs share while they wait to be shown: some memory, then one temporary file of reusable
/// blocks. On Unix the file is unlinked, so a killed dagrs leaves none behind, and nobody else can open it. It is closed when no block is in use.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The file is closed when its last block is given back.")]
internal sealed class SpillFile
{
    public const int BlockSize = 64 * 1024;
    private const int MostInMemory = 8 * 1024 * 1024;

    private readonly Stack<long> _free = new();
    private FileStream? _file;
    private long _end;
    private int _inMemory;

    /// <summary>How many bytes should have been shown in the end but did not fit here.</summary>
    public long LostBytes { get; set; }

    /// <summary>Reserves memory. False when waiting outputs use enough of it already.</summary>
    public bool TryReserve(int bytes)
    {
        if (_inMemory + bytes > MostInMemory)
        {
            return false;
        }

        _inMemory += bytes;
        return true;
    }

    /// <summary>Releases memory.</summary>
    public void Unreserve(int bytes) => _inMemory -= bytes;

    /// <summary>Allocates a block.</summary>
    /// <returns>Its position.</returns>
    /// <exception cref="IOException">The temporary file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The temporary file may not be created.</exception>
    public long TakeBlock()
    {
        _file ??= Create();
        if (_free.TryPop(out var block))
        {
            return block;
        }

        _end += BlockSize;
        return _end - BlockSize;
    }

    public void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_file!.SafeFileHandle, bytes, position);

    /// <summary>Fills the span with what was written there.</summary>
    public void Read(long position, Span<byte> bytes)
    {
        while (!bytes.IsEmpty && RandomAccess.Read(_file!.SafeFileHandle, bytes, position) is > 0 and var count)
        {
            position += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Releases blocks.</summary>
    public void Release(List<long> blocks)
    {
        blocks.ForEach(_free.Push);
        if (_free.Count * (long)BlockSize == _end)
        {
            _file?.Dispose();
            _file = null;
            _free.Clear();
            _end = 0;
        }
    }

    private static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), "dagrs-" + RandomId.New());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
