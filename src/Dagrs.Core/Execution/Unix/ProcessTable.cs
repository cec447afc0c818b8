using System.Globalization;
using System.Text;

namespace Dagrs.Core.Execution.Unix;

/// <summary>The processes of this machine as Linux shows them in <c>/proc</c>; nothing on a system without it. Never throws for what it cannot see.</summary>
internal static unsafe class ProcessTable
{
    /// <summary>One process.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Parent">The number of its parent.</param>
    /// <param name="Group">The number of its process group.</param>
    /// <param name="HasEnded">True for a zombie.</param>
    public sealed record Entry(int Id, int Parent, int Group, bool HasEnded);

    /// <summary>All processes that can be seen.</summary>
    public static List<Entry> Read()
    {
        var entries = new List<Entry>();
        foreach (var name in NamesIn("/proc"))
        {
            if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(id) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Everything that comes from a process, near or far, as long as no parent in between has gone.</summary>
    /// <param name="ancestor">The process.</param>
    /// <param name="others">Those that do not count, nor what comes from them.</param>
    public static List<Entry> DescendantsOf(int ancestor, IReadOnlySet<int> others)
    {
        var children = Read().ToLookup(entry => entry.Parent);
        var found = new List<Entry>();
        var open = new Stack<int>([ancestor]);
        while (open.TryPop(out var parent))
        {
            foreach (var child in children[parent].Where(child => !others.Contains(child.Id)))
            {
                found.Add(child);
                open.Push(child.Id);
            }
        }

        return found;
    }

    /// <summary>The variables that a process was started with, between NULs: <c>\0A=1\0B=2\0</c>. Empty when it has ended or is somebody else's.</summary>
    public static byte[] EnvironmentOf(int id) => ReadBytes($"/proc/{id}/environ", (byte)'\0');

    /// <summary>The children of this process's first thread, running or ended. Orphans come to it when this process is a subreaper.</summary>
    public static IReadOnlyList<int> ChildrenOfFirstThread() => ChildrenOf(FirstThread) ?? [];

    /// <summary>True when the first thread has a child, running or ended, apart from one, or when the system does not say.</summary>
    public static bool MayHaveOrphansBut(int known) => ChildrenOf(FirstThread) is not { } children || children.Exists(child => child != known);

    private static string FirstThread => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    // Null where the system does not say.
    private static List<int>? ChildrenOf(string thread)
    {
        var path = $"/proc/self/task/{thread}/children";
        var list = Encoding.ASCII.GetString(ReadBytes(path));
        return list.Length == 0 && !File.Exists(path)
            ? null
            : [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
    }

    // The name of the program stands in parentheses and may hold anything; what follows the last one is: state, parent, group, session, ...
    private static Entry? Read(int id)
    {
        var stat = Encoding.Latin1.GetString(ReadBytes($"/proc/{id}/stat"));
        if (stat.Length == 0)
        {
            return null;
        }

        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 4);
        return new(id, int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture), fields[0] is "Z" or "X");
    }

    private static List<string> NamesIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path))];
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Not by File: most of these files belong to somebody else or are gone, and an exception for each would be slow.
    private static byte[] ReadBytes(string path, params ReadOnlySpan<byte> before)
    {
        var file = Native.open(path, Native.O_RDONLY | Native.O_CLOEXEC);
        if (file < 0)
        {
            return [];
        }

        var buffer = new byte[4096];
        before.CopyTo(buffer);
        var length = before.Length;
        nint count;
        do
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, length * 4);
            }

            fixed (byte* start = buffer)
            {
                count = Native.read(file, start + length, (nuint)(buffer.Length - length));
            }

            length += (int)Math.Max(count, 0);
        }
        while (count > 0);

        _ = Native.close(file);
        return length == before.Length ? [] : buffer[..length];
    }
}
