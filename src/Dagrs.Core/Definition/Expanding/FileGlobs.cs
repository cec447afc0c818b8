using System.IO.Enumeration;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>
/// Finds files and folders by patterns: <c>*</c>, <c>?</c> and <c>[...]</c> within a name, <c>**</c> for any number of folders; a leading <c>!</c>
/// excludes, and the last match wins. Folders reached through a link, and <c>.git</c>, are entered only where a pattern names them.
/// </summary>
internal static class FileGlobs
{
    private const int Deepest = 100; // folders

    /// <summary>The matches in order, relative to the folder and with <c>/</c> as separator; folders end in one.</summary>
    /// <param name="folder">The base folder of the patterns.</param>
    /// <param name="patterns">The patterns.</param>
    /// <param name="most">The most matches to return.</param>
    public static IReadOnlyList<string> Match(string folder, IReadOnlyList<string> patterns, int most)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            if (pattern.StartsWith('!'))
            {
                var taken = PathPattern(pattern[1..]);
                found.RemoveWhere(path => Fits(taken, path.TrimEnd('/').Split('/')));
            }
            else
            {
                Add(folder, "", PathPattern(pattern), 0, found, most);
            }
        }

        return [.. found.Take(most)];
    }

    private static Part[] PathPattern(string pattern) =>
        [.. pattern.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".").Select(name => new Part(name, Glob.IsGlob(name) ? new Glob(name) : null))];

    private static void Add(string folder, string path, ReadOnlySpan<Part> parts, int depth, SortedSet<string> found, int most)
    {
        if (parts.IsEmpty || depth > Deepest || found.Count >= most)
        {
            return;
        }

        var part = parts[0];
        if (part.IsAnyDepth)
        {
            Add(folder, path, parts[1..], depth + 1, found, most);
            foreach (var entry in Entries(folder).Where(entry => entry is { IsFolder: true, IsLink: false } && entry.Name != ".git"))
            {
                Add(Path.Combine(folder, entry.Name), $"{path}{entry.Name}/", parts, depth + 1, found, most);
            }

            if (parts.Length == 1)
            {
                AddAll(Entries(folder), path, found);
            }
        }
        else if (part.Glob is null)
        {
            AddLiteral(folder, path, parts, depth, found, most);
        }
        else
        {
            foreach (var entry in Entries(folder).Where(entry => part.Glob.Matches(entry.Name)))
            {
                AddEntry(folder, path, entry, parts, depth, found, most);
            }
        }
    }

    // It must exist, but need not be readable.
    private static void AddLiteral(string folder, string path, ReadOnlySpan<Part> parts, int depth, SortedSet<string> found, int most)
    {
        var full = Path.Combine(folder, parts[0].Name);
        if (Directory.Exists(full))
        {
            AddEntry(folder, path, new(parts[0].Name, IsFolder: true, IsLink: false), parts, depth, found, most);
        }
        else if (File.Exists(full))
        {
            AddEntry(folder, path, new(parts[0].Name, IsFolder: false, IsLink: false), parts, depth, found, most);
        }
    }

    private static void AddEntry(string folder, string path, Entry entry, ReadOnlySpan<Part> parts, int depth, SortedSet<string> found, int most)
    {
        if (parts.Length == 1)
        {
            found.Add(path + entry.Name + (entry.IsFolder ? "/" : ""));
        }
        else if (entry.IsFolder)
        {
            Add(Path.Combine(folder, entry.Name), $"{path}{entry.Name}/", parts[1..], depth + 1, found, most);
        }
    }

    private static void AddAll(IEnumerable<Entry> entries, string path, SortedSet<string> found)
    {
        foreach (var entry in entries.Where(entry => !entry.IsFolder))
        {
            found.Add(path + entry.Name);
        }
    }

    private static List<Entry> Entries(string folder)
    {
        try
        {
            return [.. new FileSystemEnumerable<Entry>(
                folder,
                static (ref FileSystemEntry entry) => new(entry.FileName.ToString(), entry.IsDirectory, (entry.Attributes & FileAttributes.ReparsePoint) != 0),
                new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true })];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool Fits(ReadOnlySpan<Part> parts, ReadOnlySpan<string> names)
    {
        if (parts.IsEmpty)
        {
            return names.IsEmpty;
        }

        if (parts[0].IsAnyDepth)
        {
            for (var skipped = 0; skipped <= names.Length; skipped++)
            {
                if (Fits(parts[1..], names[skipped..]) || (parts.Length == 1 && skipped < names.Length))
                {
                    return true;
                }
            }

            return false;
        }

        return !names.IsEmpty && parts[0].Takes(names[0]) && Fits(parts[1..], names[1..]);
    }

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink);

    private sealed record Part(string Name, Glob? Glob)
    {
        public bool IsAnyDepth => Name == "**";

        public bool Takes(string name) => Glob?.Matches(name) ?? Name == name;
    }
}
