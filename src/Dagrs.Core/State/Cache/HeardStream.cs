using System.Buffers;

namespace Dagrs.Core.State.Cache;

/// <summary>The contents of one stream: in memory at first, and all of it in a temporary file once it is large. Not thread-safe.</summary>
/// <param name="newFile">Makes the path of that file.</param>
internal sealed class HeardStream(Func<string> newFile) : IDisposable
{
    private const int MostInMemory = 256 * 1024; // bytes

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private FileStream? _file;

    /// <summary>The file that holds all of it; null: memory does.</summary>
    public string? Path => _file?.Name;

    /// <summary>All of it, where there is no file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_file is null && _bytes.WrittenCount + bytes.Length <= MostInMemory)
        {
            _bytes.Write(bytes);
            return;
        }

        if (_file is null)
        {
            _file = new FileStream(newFile(), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            _file.Write(_bytes.WrittenSpan);
            _bytes.Clear();
        }

        _file.Write(bytes);
    }

    /// <summary>Writes buffered bytes to the file.</summary>
    public void Flush() => _file?.Flush();

    public void Dispose()
    {
        if (_file is null)
        {
            return;
        }

        try
        {
            _file.Dispose();
            File.Delete(_file.Name);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // Pruning removes what remains.
        }
    }
}
