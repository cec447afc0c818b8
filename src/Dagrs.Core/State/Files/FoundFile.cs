namespace Dagrs.Core.State.Files;

/// <summary>A file that patterns mean, a link, or a folder with nothing in it, as it was when it was found.</summary>
/// <param name="Name">What it is called: from the folder of the patterns, with <c>/</c> between names.</param>
/// <param name="FullPath">Where it is.</param>
/// <param name="Stamp">Its own stamp: of the link where it is one.</param>
internal readonly record struct FoundFile(string Name, string FullPath, FileStamp Stamp)
{
    public FileKind Kind => Stamp.Kind;

    /// <summary>Puts files in the order of the bytes of their names, each once.</summary>
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
