using System.IO.Enumeration;

namespace Dagrs.Core.State.Files;

/// <summary>The contents of one folder at the time it was listed. Immutable.</summary>
internal sealed class FolderListing
{
    private const char StandIn = '\uFFFD'; // what .NET makes of bytes that are not UTF-8

    private static readonly FolderListing Unknown = new([], isKnown: false, null);

    private FolderListing(FolderEntry[] entries, bool isKnown, string? foreignName) => (Entries, IsKnown, ForeignName) = (entries, isKnown, foreignName);

    public FolderEntry[] Entries { get; }

    /// <summary>False when the folder could not be listed.</summary>
    public bool IsKnown { get; }

    /// <summary>A name in it that is not UTF-8; such names are not among the entries.</summary>
    public string? ForeignName { get; }

    /// <summary>Lists a folder.</summary>
    public static FolderListing Of(string folder)
    {
        try
        {
            var entries = new List<FolderEntry>(new FileSystemEnumerable<FolderEntry>(folder, Entry, new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false }));
            string? foreign = null;
            entries.RemoveAll(entry =>
            {
                var isForeign = entry.Name.Contains(StandIn) && FileStamps.OfSystem.Ask(Path.Join(folder, entry.Name), follow: false, out _) != StampAnswer.Found;
                foreign = isForeign ? entry.Name : foreign;
                return isForeign;
            });
            return new FolderListing([.. entries], isKnown: true, foreign);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return Unknown;
        }
    }

    // Only folders are checked for being links: the check costs a system call.
    private static FolderEntry Entry(ref FileSystemEntry entry) =>
        new(entry.FileName.ToString(), entry.IsDirectory, entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) != 0);
}
