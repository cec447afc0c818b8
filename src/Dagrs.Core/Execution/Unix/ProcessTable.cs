using System.Globalization;
using System.Text;

namespace Dagrs.Core.Execution.Unix;

/// <summary>The processes of this machine as Linux shows them in <c>/proc</c>; nothing on a system without it. Never throws for what it cannot see.</summary>
internal static unsafe class ProcessTable
{
    /// <summary>What a process does.</summary>
    public enum State
    {
        /// <summary>It runs or waits.</summary>
        Running,

        /// <summary>It was halted by a signal or by a debugger.</summary>
        Halted,

        /// <summary>It is a zombie.</summary>
        Ended,
    }

    /// <summary>One process, which no other one is taken for when its number is given away again.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Start">When it was started, in ticks of the system's clock.</param>
    public readonly record struct Identity(int Id, long Start);

    /// <summary>What is known of one process.</summary>
    /// <param name="Identity">Which it is.</param>
    /// <param name="Parent">The number of its parent.</param>
    /// <param name="Group">The number of its process group.</param>
    /// <param name="State">What it does.</param>
    public sealed record Entry(Identity Identity, int Parent, int Group, State State)
    {
        public int Id => Identity.Id;

        public bool HasEnded => State == State.Ended;
    }

    /// <summary>False where there is no such table, or only that of another PID namespace, whose numbers mean other processes.</summary>
    public static bool IsUsable { get; } = Native.ReadLink("/proc/self") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>True when a process is halted, or nobody can tell.</summary>
    public static bool IsHalted(int id) => !IsUsable || Read(id) is { State: State.Halted };

    /// <summary>The parent of a process; 0: nobody knows.</summary>
    public static int ParentOf(int id) => IsUsable ? Read(id)?.Parent ?? 0 : 0;

    /// <summary>All processes that can be seen.</summary>
    public static List<Entry> Read()
    {
        var entries = new List<Entry>();
        if (!IsUsable)
        {
            return entries;
        }

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
    public static List<Entry> DescendantsOf(int ancestor, IReadOnlySet<Identity> others)
    {
        var children = Read().ToLookup(entry => entry.Parent);
        var found = new List<Entry>();
        var open = new Stack<int>([ancestor]);
        while (open.TryPop(out var parent))
        {
            foreach (var child in children[parent].Where(child => !others.Contains(child.Identity)))
            {
                found.Add(child);
                open.Push(child.Id);
            }
        }

        return found;
    }

    /// <summary>The variables that a process was started with, between NULs: <c>\0A=1\0B=2\0</c>. Empty when it has ended or is somebody else's.</summary>
    public static byte[] EnvironmentOf(int id)
    {
        var environment = ReadBytes($"/proc/{id}/environ", (byte)'\0');

        // One whose first thread has ended shows them only with the others.
        for (var threads = environment.Length > 0 ? [] : NamesIn($"/proc/{id}/task"); threads.Count > 1 && environment.Length == 0; threads.RemoveAt(threads.Count - 1))
        {
            environment = ReadBytes($"/proc/{id}/task/{threads[^1]}/environ", (byte)'\0');
        }

        return environment;
    }

    /// <summary>The children of this process, running or ended; none where the system does not say. One is the child of the thread that started it, an orphan that of the first.</summary>
    public static IReadOnlyList<int> Children()
    {
        var children = new List<int>();
        foreach (var thread in IsUsable ? NamesIn("/proc/self/task") : [])
        {
            foreach (var child in Encoding.ASCII.GetString(ReadBytes($"/proc/self/task/{thread}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                children.Add(int.Parse(child, CultureInfo.InvariantCulture));
            }
        }

        return children;
    }

    // The name of the program stands in parentheses and may hold anything; what follows the last one is counted from here: state, parent,
    // group, session, ... A process whose first thread has ended shows as a zombie, but lives with its other threads.
    private static Entry? Read(int id)
    {
        var stat = Encoding.Latin1.GetString(ReadBytes($"/proc/{id}/stat"));
        if (stat.Length == 0)
        {
            return null;
        }

        const int threads = 17, start = 19;
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', start + 2);
        var state = fields[0] switch
        {
            "X" => State.Ended,
            "Z" when Number(threads) <= 1 => State.Ended,
            "T" or "t" => State.Halted,
            _ => State.Running,
        };
        return new(new(id, Number(start)), (int)Number(1), (int)Number(2), state);

        long Number(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
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
