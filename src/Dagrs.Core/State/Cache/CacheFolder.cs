using System.Text;
using Blake3;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// The layout of the cache: entries by key, contents by hash. Each file is written to a temporary name and renamed, so that concurrent runs and machines
/// need no lock. The format number is a folder, so that other formats can stand beside it untouched.
/// </summary>
/// <param name="path">The full path of the cache folder.</param>
internal sealed class CacheFolder(string path)
{
    private const string Format = "v1";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder of the cache.</summary>
    public string Path { get; } = path;

    public string Entries => System.IO.Path.Join(Path, Format, "entries");

    public string Contents => System.IO.Path.Join(Path, Format, "contents");

    /// <summary>The usage counts of runs, one file each.</summary>
    public string Uses => System.IO.Path.Join(Path, Format, "uses");

    /// <summary>Temporary files, until they are renamed into place.</summary>
    public string Aside => System.IO.Path.Join(Path, Format, "new");

    /// <summary>The default location: in the user's cache folder; null where the system has none.</summary>
    public static string? Default(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows())
        {
            return Below(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "dagrs/cache");
        }

        // A relative path is ignored: XDG Base Directory Specification.
        return variable("XDG_CACHE_HOME") is { Length: > 0 } caches && caches[0] == '/' ? Below(caches, "dagrs")
            : Below(variable("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/dagrs");
    }

    /// <summary>How an entry names the only folder that it is valid for.</summary>
    public static string Mark(string folder) => Convert.ToHexStringLower(Hasher.Hash(Encoding.UTF8.GetBytes(folder)).AsSpan());

    public string EntryOf(string key) => System.IO.Path.Join(Entries, key[..2], key);

    public string ContentOf(string hash) => System.IO.Path.Join(Contents, hash[..2], hash);

    /// <summary>The path of a new file in <see cref="Uses"/>.</summary>
    public string NewUse(string name)
    {
        Make(Uses);
        return System.IO.Path.Join(Uses, $"{name}-{RandomId.New()}");
    }

    /// <summary>The path of a new temporary file.</summary>
    public string NewFile()
    {
        Make(Aside);
        return System.IO.Path.Join(Aside, RandomId.New());
    }

    /// <summary>Renames a finished file into place; an existing file of that name is replaced.</summary>
    public void Finish(string written, string name)
    {
        Make(System.IO.Path.GetDirectoryName(name)!);
        File.Move(written, name, overwrite: true);
    }

    // Each level gets the owner-only mode; .NET would give it to the last one only.
    private void Make(string folder)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (folder.Length > Path.Length)
        {
            Make(System.IO.Path.GetDirectoryName(folder)!);
        }

        Directory.CreateDirectory(folder, OwnerOnly);
    }

    private static string? Below(string folder, string name) => folder.Length == 0 ? null : System.IO.Path.Join(folder, name);
}
