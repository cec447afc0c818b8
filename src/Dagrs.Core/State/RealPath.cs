using System.Runtime.InteropServices;
using System.Text;

namespace Dagrs.Core.State;

/// <summary>
/// Resolves all links in the path of a file, as bytes, so that every name of one file leads to the same state, or of a folder. It does not know what the
/// path is for.
/// </summary>
internal static unsafe partial class RealPath
{
    /// <param name="path">A path of the file.</param>
    /// <returns>The bytes of the path; null: there is no regular file.</returns>
    public static byte[]? Of(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        return OperatingSystem.IsWindows() ? Encoding.UTF8.GetBytes(ByLinks(path)) : Resolved(path);
    }

    /// <param name="path">A path of the folder.</param>
    /// <returns>Its path without links; null: there is no folder.</returns>
    public static string? OfFolder(string path) =>
        !Directory.Exists(path) ? null
        : OperatingSystem.IsWindows() ? ByLinks(path)
        : Resolved(path) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static byte[]? Resolved(string path)
    {
        var resolved = realpath(path, null);
        if (resolved is null)
        {
            return null; // an anonymous pipe
        }

        var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(resolved).ToArray();
        NativeMemory.Free(resolved);
        return bytes;
    }

    // It exists, so there is no cycle of links.
    private static string ByLinks(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        var place = Path.Combine(ByLinks(folder), Path.GetFileName(full));
        return File.ResolveLinkTarget(place, returnFinalTarget: false) is { } target ? ByLinks(target.FullName) : place;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* realpath(string path, byte* resolved);
}
