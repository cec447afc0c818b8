using System.Globalization;
using Dagrs.Core.Execution.Unix;

namespace Dagrs.Console.Terminals;

/// <summary>
/// Paths that name a descriptor of this process, such as <c>/dev/stdout</c>. Opening one again would give the file a second write position.
/// </summary>
internal static class OpenDescriptor
{
    private const int MostLinks = 40; // the limit of the kernel

    private const int GetDescriptorFlags = 1; // F_GETFD
    private const int GetFlags = 3; // F_GETFL
    private const int AccessMode = 3; // O_ACCMODE; O_RDONLY is 0

    private static readonly string[] Folders = ["/dev/fd/", "/proc/self/fd/", $"/proc/{Environment.ProcessId}/fd/"];

    /// <summary>Standard output and standard error.</summary>
    public static ReadOnlySpan<int> Standard => [1, 2];

    /// <summary>The descriptor that the path names, directly or through links; null when it names something else.</summary>
    public static int? Named(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        for (var links = 0; links < MostLinks && path.Length > 0; links++)
        {
            path = Path.GetFullPath(path);
            foreach (var folder in Folders)
            {
                if (path.StartsWith(folder, StringComparison.Ordinal))
                {
                    return int.TryParse(path.AsSpan(folder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
                }
            }

            if (new FileInfo(path).LinkTarget is not { Length: > 0 } target)
            {
                return null;
            }

            path = Path.Combine(Path.GetDirectoryName(path)!, target);
        }

        return null;
    }

    /// <summary>
    /// True when this process inherited it, open for writing. The runtime's own descriptors are close-on-exec, which inherited ones never are.
    /// </summary>
    public static bool IsGiven(int descriptor) => Native.fcntl(descriptor, GetDescriptorFlags, 0) == 0 && (Native.fcntl(descriptor, GetFlags, 0) & AccessMode) != 0;
}
