using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>
/// The room that outputs share while they wait to be shown: some memory, then one temporary file, in blocks that are used
/// again. The file has no name on Unix, so a killed dagrs leaves none, and nobody else may ever open it; it is closed when no block is in use.
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

    /// <summary>What was to be shown in the end and had found no room here.</summary>
    public long LostBytes { get; set; }

    /// <summary>Reserves memory. False when the outputs that wait have enough of it already.</summary>
    public bool TryReserve(int bytes)
    {
        if (_inMemory + bytes > MostInMemory)
        {
            return false;
        }

        _inMemory += bytes;
        return true;
    }

    /// <summary>Gives memory back.</summary>
    public void Unreserve(int bytes) => _inMemory -= bytes;

    /// <summary>Takes a block.</summary>
    /// <returns>Where it begins.</returns>
    /// <exception cref="IOException">There can be no temporary file.</exception>
    /// <exception cref="UnauthorizedAccessException">There may be no temporary file.</exception>
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

    /// <summary>Fills the bytes with what was written there.</summary>
    public void Read(long position, Span<byte> bytes)
    {
        while (!bytes.IsEmpty && RandomAccess.Read(_file!.SafeFileHandle, bytes, position) is > 0 and var count)
        {
            position += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Gives blocks back.</summary>
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
