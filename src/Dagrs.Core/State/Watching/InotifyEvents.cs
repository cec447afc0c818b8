using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Watching;

/// <summary>
/// Folder events from inotify, one watch per folder and one descriptor for all. .NET's watcher needs a thread and one of a user's 128 inotify instances
/// per folder, or watches the whole tree below one, <c>.git</c> and all. Each call watches all folders again, so that one that was replaced is noticed.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class InotifyEvents : IFolderEvents
{
    private const int BufferSize = 64 * 1024;
    private const int HeaderSize = 16; // struct inotify_event without its name

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly Dictionary<int, string> _folders = [];
    private readonly int _wake = FileCalls.eventfd(0, FileCalls.EventNonBlocking | FileCalls.EventCloseOnExec);
    private readonly int _events = FileCalls.inotify_init1(FileCalls.EventNonBlocking | FileCalls.EventCloseOnExec);
    private readonly string? _why;

    public InotifyEvents() => _why = _events < 0 ? "folders cannot be watched (fs.inotify.max_user_instances)" : null;

    /// <inheritdoc/>
    public bool Wait(TimeSpan most, Func<string, bool> matters)
    {
        var polled = stackalloc FileCalls.Polled[2];
        polled[0] = new() { Descriptor = _wake, Wanted = FileCalls.Readable };
        polled[1] = new() { Descriptor = _events, Wanted = FileCalls.Readable };
        _ = FileCalls.poll(polled, 2, (int)Math.Min(Math.Ceiling(most.TotalMilliseconds), int.MaxValue));
        if ((polled[0].Found & FileCalls.Readable) != 0)
        {
            ulong count;
            _ = FileCalls.read(_wake, (byte*)&count, sizeof(ulong));
        }

        return (polled[1].Found & FileCalls.Readable) != 0 && Read(matters);
    }

    /// <inheritdoc/>
    public void Wake()
    {
        ulong one = 1;
        _ = FileCalls.write(_wake, (byte*)&one, sizeof(ulong));
    }

    /// <inheritdoc/>
    public bool Watch(IReadOnlyCollection<string> folders, out string? problem)
    {
        problem = _why;
        if (_events < 0)
        {
            return false;
        }

        var hasNew = false;
        var wanted = new HashSet<int>();
        foreach (var folder in folders)
        {
            var watch = FileCalls.inotify_add_watch(_events, folder, FileCalls.AllChanges);
            if (watch < 0)
            {
                const int noSpace = 28, noMemory = 12;
                problem ??= Marshal.GetLastPInvokeError() is noSpace or noMemory ? "no more folders can be watched (fs.inotify.max_user_watches)" : null;
                continue;
            }

            if (!wanted.Add(watch))
            {
                continue; // the same folder under another name
            }

            if (!_folders.TryGetValue(watch, out var before) || before != folder)
            {
                hasNew = true;
                _folders[watch] = folder;
                problem ??= WhySilent(folder);
            }
        }

        foreach (var watch in _folders.Keys.Where(watch => !wanted.Contains(watch)).ToList())
        {
            _folders.Remove(watch);
            _ = FileCalls.inotify_rm_watch(_events, watch);
        }

        return hasNew;
    }

    public void Dispose()
    {
        _ = FileCalls.close(_events);
        _ = FileCalls.close(_wake);
    }

    // The kernel does not see changes that other machines make there.
    private static string? WhySilent(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return drive.DriveType == DriveType.Network || drive.DriveFormat is "9p" or "v9fs" or "fuse" or "fuseblk" or "virtiofs" or "vboxsf" ? $"'{Model.OneLine.Of(folder)}' is on a file system that can change without an event" : null;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private bool Read(Func<string, bool> matters)
    {
        var isHint = false;
        while (true)
        {
            int count;
            fixed (byte* buffer = _buffer)
            {
                count = (int)FileCalls.read(_events, buffer, BufferSize);
            }

            if (count <= 0)
            {
                return isHint;
            }

            for (var rest = _buffer.AsSpan(0, count); rest.Length >= HeaderSize;)
            {
                var length = HeaderSize + BinaryPrimitives.ReadInt32LittleEndian(rest[12..]);
                isHint = isHint || Matters(BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]), rest[HeaderSize..length], matters);
                rest = rest[length..];
            }
        }
    }

    private bool Matters(int watch, uint mask, ReadOnlySpan<byte> name, Func<string, bool> matters)
    {
        if ((mask & FileCalls.Ignored) != 0)
        {
            return _folders.Remove(watch); // the folder itself is gone
        }

        return (mask & (FileCalls.Overflow | FileCalls.OfFolder | FileCalls.Itself)) != 0
            || (_folders.TryGetValue(watch, out var folder) && matters(Path.Join(folder, Encoding.UTF8.GetString(name.TrimEnd((byte)0)))));
    }
}
