using Dagrs.Core.Model;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>Removes the last recorded outputs of a task: files, links, and empty folders. What is not recorded is never deleted.</summary>
internal static class RecordedOutputs
{
    /// <summary>Removes them, and folders left empty, as far as these lie below the literal prefix of an output. Links are removed, never followed.</summary>
    /// <param name="outputs">The outputs that the task declares: anything else is left alone, even if recorded.</param>
    /// <param name="root">The folder of the user's file: anything outside is left alone.</param>
    /// <param name="recorded">Full paths.</param>
    public static void Remove(FilePatterns outputs, string root, IEnumerable<string> recorded)
    {
        var paths = new List<string>(recorded);
        paths.Sort(static (first, second) => second.Length - first.Length); // the contents of a folder before the folder
        var bounds = new FolderBounds(root);
        foreach (var path in paths)
        {
            if (outputs.BeginningOf(path) is { } beginning && bounds.Hold(path) && !IsThroughLink(path, beginning))
            {
                Remove(path, beginning);
            }
        }
    }

    private static void Remove(string path, string beginning)
    {
        if (FileStamps.OfSystem.Ask(path, follow: false, out var stamp) == StampAnswer.Found)
        {
            if (stamp.Kind != FileKind.Folder)
            {
                File.Delete(path);
            }
            else if (!TryRemoveEmpty(path))
            {
                return;
            }
        }

        for (var above = Path.GetDirectoryName(path); above?.Length > beginning.Length && TryRemoveEmpty(above); above = Path.GetDirectoryName(above))
        {
        }
    }

    private static bool IsThroughLink(string path, string beginning)
    {
        for (var end = NextEnd(path, beginning.Length); end > 0; end = NextEnd(path, end))
        {
            if (FileStamps.OfSystem.Ask(path[..end], follow: false, out var stamp) == StampAnswer.Found && stamp.Kind == FileKind.Link)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The end of the path component after a position; 0 when that one is the last.</summary>
    public static int NextEnd(string path, int after) => after + 1 < path.Length && path.IndexOf('/', after + 1) is > 0 and var end ? end : 0;

    private static bool TryRemoveEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception used) when (used is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
