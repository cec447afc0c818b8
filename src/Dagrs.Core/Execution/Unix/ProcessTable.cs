using System.Globalization;
using System.Text;

namespace Dagrs.Core.Execution.Unix;

/// <summary>The processes of this machine as Linux shows them in <c>/proc</c>; empty on a system without it. Never throws for what it cannot see.</summary>
internal static unsafe class ProcessTable
{
    /// <summary>The state of a process.</summary>
    public enum State
    {
        /// <summary>It runs or waits.</summary>
        Running,

        /// <summary>It was stopped by a signal or a debugger.</summary>
        Stopped,

        /// <summary>It is a zombie.</summary>
        Ended,
    }

    /// <summary>Identifies one process even when its id is reused.</summary>
    /// <param name="Id">Its process id.</param>
    /// <param name="Start">Its start time, in clock ticks of the system.</param>
    public readonly record struct Identity(int Id, long Start);

    /// <summary>What is known of one process.</summary>
    /// <param name="Identity">Its identity.</param>
    /// <param name="Parent">The process id of its parent.</param>
    /// <param name="Group">The id of its process group.</param>
    /// <param name="State">Its state.</param>
    public sealed record Entry(Identity Identity, int Parent, int Group, State State)
    {
        public int Id => Identity.Id;

        public bool HasEnded => State == State.Ended;
    }

    /// <summary>False where there is no such table, or only that of another PID namespace, whose ids mean other processes.</summary>
    public static bool IsUsable { get; } = Native.ReadLink("/proc/self") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>True when a process is stopped, or that is unknown.</summary>
    public static bool IsStopped(int id) => !IsUsable || Read(id) is { State: State.Stopped };

    /// <summary>The parent of a process; 0: unknown.</summary>
    public static int ParentOf(int id) => IsUsable ? Read(id)?.Parent ?? 0 : 0;

    /// <summary>All visible processes.</summary>
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

    /// <summary>All descendants of a process, as long as no parent in between has gone.</summary>
    /// <param name="ancestor">The process.</param>
    /// <param name="others">Processes that do not count, nor do their descendants.</param>
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

    /// <summary>The variables that a process was started with, between NULs: <c>\0A=1\0B=2\0</c>. Empty when it has ended or belongs to another user.</summary>
    public static byte[] EnvironmentOf(int id)
    {
        var environment = ReadBytes($"/proc/{id}/environ", (byte)'\0');

        // If the main thread has ended, only the other threads still show them.
        for (var threads = environment.Length > 0 ? [] : NamesIn($"/proc/{id}/task"); threads.Count > 1 && environment.Length == 0; threads.RemoveAt(threads.Count - 1))
        {
            environment = ReadBytes($"/proc/{id}/task/{threads[^1]}/environ", (byte)'\0');
        }

        return environment;
    }

    /// <summary>
    /// The children of this process, running or zombies; empty where the system does not list them. A child is listed with the thread that started
    /// it, an orphan with the first.
    /// </summary>
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

    // The program name is in parentheses and may contain anything; the fields after the last one are: state, parent, group, session, ...
    // A process whose main thread has ended shows as a zombie, but lives on with its other threads.
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
            "T" or "t" => State.Stopped,
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

    // Not by File: most of these files belong to other users or have gone, and an exception for each would be slow.
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
