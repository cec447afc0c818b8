namespace Dagrs.Core.Model;

/// <summary>
/// Reaches files in the working directory even when its name is not UTF-8. Paths are strings here, so such a name cannot be expressed, but Linux has
/// another one for it.
/// </summary>
internal static class WorkingFolder
{
    private const string ByTheKernel = "/proc/self/cwd";

    /// <summary>True when the name of an existing folder cannot be expressed as a string.</summary>
    public static bool IsUnnameable(string folder) => OperatingSystem.IsLinux() && folder.Contains('\uFFFD', StringComparison.Ordinal) && !Directory.Exists(folder);

    /// <summary>The full path of something; the same as <see cref="Path.GetFullPath(string)"/> where names can be expressed.</summary>
    public static string FullPath(string path) => Path.GetFullPath(Reach(path));

    /// <summary>A path that leads to the same place.</summary>
    public static string Reach(string path) => !Path.IsPathRooted(path) && IsUnnameable(Environment.CurrentDirectory) ? Path.Combine(ByTheKernel, path) : path;
}
