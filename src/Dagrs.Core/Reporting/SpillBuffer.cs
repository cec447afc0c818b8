using System.Globalization;
using System.Text;

namespace Dagrs.Core.Reporting;

/// <summary>Keeps an output that cannot be shown yet: a little in memory, more in a temporary file that is gone when it is no longer needed.</summary>
internal sealed class SpillBuffer : IDisposable
{
    private const int MostInMemory = 256 * 1024;

    private readonly MemoryStream _memory = new();
    private FileStream? _file;
    private long _lost;

    public delegate void Take(ReadOnlySpan<byte> bytes);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_memory.Length + bytes.Length <= MostInMemory && _file is null)
        {
            _memory.Write(bytes);
            return;
        }

        try
        {
            _file ??= new FileStream(
                Path.Combine(Path.GetTempPath(), "dagrs-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
            _file.Write(bytes);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            _lost += bytes.Length;
        }
    }

    /// <summary>Hands over everything, in order. What the disk had no room for is told of in a line.</summary>
    public void CopyTo(Take take)
    {
        take(_memory.GetBuffer().AsSpan(0, (int)_memory.Length));
        if (_file is not null)
        {
            _file.Position = 0;
            var buffer = new byte[64 * 1024];
            int count;
            while ((count = _file.Read(buffer)) > 0)
            {
                take(buffer.AsSpan(0, count));
            }
        }

        if (_lost > 0)
        {
            take(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\ndagrs: {_lost} bytes of this output are lost: no room for it in {Path.GetTempPath()}\n")));
        }
    }

    public void Dispose()
    {
        _memory.Dispose();
        _file?.Dispose();
    }
}
