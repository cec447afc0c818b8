using Dagrs.Core.Model;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>Tells which paths lie in a folder once the links in them are followed. It changes nothing.</summary>
/// <param name="folder">The full path of the folder.</param>
internal sealed class FolderBounds(string folder)
{
    private readonly string _prefix = FilePatternParser.Join(folder, "");
    private readonly Lazy<string?> _real = new(() => RealPath.OfFolder(folder));

    /// <summary>True when a file made at this path is made in the folder. A link at the path itself is not followed: it would be replaced.</summary>
    public bool Hold(string path)
    {
        if (!path.StartsWith(_prefix, StringComparison.Ordinal))
        {
            return false;
        }

        for (var end = RecordedOutputs.NextEnd(path, folder.Length); end > 0; end = RecordedOutputs.NextEnd(path, end))
        {
            if (FileStamps.OfSystem.Ask(path[..end], follow: false, out var stamp) == StampAnswer.Found && stamp.Kind == FileKind.Link && !LeadsInside(path[..end]))
            {
                return false;
            }
        }

        return true;
    }

    private bool LeadsInside(string link) =>
        RealPath.OfFolder(link) is { } target && _real.Value is { } real && FilePatternParser.Join(target, "").StartsWith(FilePatternParser.Join(real, ""), StringComparison.Ordinal);
}
