namespace Dagrs.Core.State.Files;

/// <summary>A file, a link or an empty folder that patterns match, as it was when it was found.</summary>
/// <param name="Name">Its path relative to the folder of the patterns, with <c>/</c> as the separator.</param>
/// <param name="FullPath">Its full path.</param>
/// <param name="Stamp">Its stamp; for a link, the link's own.</param>
internal readonly record struct FoundFile(string Name, string FullPath, FileStamp Stamp)
{
    public FileKind Kind => Stamp.Kind;

    /// <summary>Sorts files by the bytes of their names and removes duplicates.</summary>
    public static List<FoundFile> Sorted(List<FoundFile> files)
    {
        if (files.Count > 1)
        {
            files.Sort(static (first, second) => ByteOrder.Instance.Compare(first.Name, second.Name));
            var kept = 1;
            for (var i = 1; i < files.Count; i++)
            {
                if (files[i].Name != files[kept - 1].Name)
                {
                    files[kept++] = files[i];
                }
            }

            files.RemoveRange(kept, files.Count - kept);
        }

        return files;
    }
}
