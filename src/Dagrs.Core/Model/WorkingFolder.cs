namespace Dagrs.Core.Model;

/// <summary>
/// Leads to what is in the working directory also where the name of that is not UTF-8. Paths are text here, so such a name cannot be said,
/// but Linux has another one for it.
/// </summary>
internal static class WorkingFolder
{
    private const string ByTheKernel = "/proc/self/cwd";

    /// <summary>True when the name of a folder that is there cannot be said.</summary>
    public static bool IsUnnameable(string folder) => OperatingSystem.IsLinux() && folder.Contains('\uFFFD', StringComparison.Ordinal) && !Directory.Exists(folder);

    /// <summary>The full path of something; like <see cref="Path.GetFullPath(string)"/> where names can be said.</summary>
    public static string FullPath(string path) => Path.GetFullPath(Reach(path));

    /// <summary>A path that leads where this one does.</summary>
    public static string Reach(string path) => !Path.IsPathRooted(path) && IsUnnameable(Environment.CurrentDirectory) ? Path.Combine(ByTheKernel, path) : path;
}
