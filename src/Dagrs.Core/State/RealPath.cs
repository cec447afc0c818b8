using System.Runtime.InteropServices;

namespace Dagrs.Core.State;

/// <summary>
/// Resolves all links in the path of a file, as bytes, so that every name of one file leads to the same state. It does not know what the path is for.
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

        if (OperatingSystem.IsWindows())
        {
            return System.Text.Encoding.UTF8.GetBytes(ByLinks(path));
        }

        var resolved = realpath(path, null);
        if (resolved is null)
        {
            return null; // an anonymous pipe
        }

        var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(resolved).ToArray();
        NativeMemory.Free(resolved);
        return bytes;
    }

    // The file exists, so there is no cycle of links.
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
