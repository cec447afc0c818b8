using System.Globalization;

namespace Dagrs.Core.Execution.Unix;

/// <summary>The processes of this machine as Linux shows them in <c>/proc</c>; nothing on a system without it.</summary>
internal static class ProcessTable
{
    /// <summary>One process.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Parent">The number of its parent.</param>
    /// <param name="Group">The number of its process group.</param>
    /// <param name="HasEnded">True for a zombie.</param>
    public readonly record struct Entry(int Id, int Parent, int Group, bool HasEnded);

    /// <summary>All processes that can be seen.</summary>
    public static List<Entry> Read()
    {
        var entries = new List<Entry>();
        if (!Directory.Exists("/proc/self"))
        {
            return entries;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(id) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Everything that comes from a process, near or far, as long as no parent in between has gone.</summary>
    public static List<Entry> DescendantsOf(int ancestor)
    {
        var children = Read().ToLookup(entry => entry.Parent);
        var found = new List<Entry>();
        var open = new Stack<int>([ancestor]);
        while (open.TryPop(out var parent))
        {
            foreach (var child in children[parent])
            {
                found.Add(child);
                open.Push(child.Id);
            }
        }

        return found;
    }

    /// <summary>Every process that was started with all the given variables in its environment.</summary>
    /// <param name="variables">Texts such as <c>NAME=value</c>.</param>
    public static List<Entry> StartedWith(params IReadOnlyList<string> variables) =>
        [.. Read().Where(entry => !entry.HasEnded && entry.Id != Environment.ProcessId && Has(entry.Id, variables))];

    /// <summary>True when this process has a child, running or ended, apart from one.</summary>
    public static bool HasChildrenBut(int known)
    {
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            var children = ReadText(Path.Combine(thread, "children"));
            if (children is null)
            {
                return true; // this system does not say, so look closer
            }

            foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (child != known.ToString(CultureInfo.InvariantCulture))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The name of the program stands in parentheses and may hold anything; what follows the last one is: state, parent, group, session, ...
    private static Entry? Read(int id)
    {
        if (ReadText($"/proc/{id}/stat") is not { } stat)
        {
            return null;
        }

        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ', 4);
        return new(id, int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture), fields[0] is "Z" or "X");
    }

    private static bool Has(int id, IReadOnlyList<string> variables) =>
        ReadText($"/proc/{id}/environ") is { Length: > 0 } environment && variables.All(environment.Split('\0').Contains);

    // A process may end while it is looked at, or belong to somebody else.
    private static string? ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
