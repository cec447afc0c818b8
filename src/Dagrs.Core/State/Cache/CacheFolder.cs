using System.Text;
using Blake3;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// Where the cache keeps what: entries by key, contents by their hash, each in a file that is written aside and renamed, so that two runs or machines need no lock.
/// The number of its format is a folder, so that another format stands beside it and is left alone.
/// </summary>
/// <param name="path">The folder of the cache: a full path.</param>
internal sealed class CacheFolder(string path)
{
    private const string Format = "v1";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The folder of the cache.</summary>
    public string Path { get; } = path;

    public string Entries => System.IO.Path.Join(Path, Format, "entries");

    public string Contents => System.IO.Path.Join(Path, Format, "contents");

    /// <summary>What runs have taken, each in a file of its own.</summary>
    public string Uses => System.IO.Path.Join(Path, Format, "uses");

    /// <summary>Where files are before they get their names.</summary>
    public string Aside => System.IO.Path.Join(Path, Format, "new");

    /// <summary>The default: in the user's folder for caches; null where the system has none.</summary>
    public static string? Default(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows())
        {
            return Below(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "dagrs/cache");
        }

        // A relative one is none: XDG Base Directory Specification.
        return variable("XDG_CACHE_HOME") is { Length: > 0 } caches && caches[0] == '/' ? Below(caches, "dagrs")
            : Below(variable("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/dagrs");
    }

    /// <summary>How an entry says which folder alone it serves.</summary>
    public static string Mark(string folder) => Convert.ToHexStringLower(Hasher.Hash(Encoding.UTF8.GetBytes(folder)).AsSpan());

    public string EntryOf(string key) => System.IO.Path.Join(Entries, key[..2], key);

    public string ContentOf(string hash) => System.IO.Path.Join(Contents, hash[..2], hash);

    /// <summary>The path of a new file in <see cref="Uses"/>.</summary>
    public string NewUse(string name)
    {
        Make(Uses);
        return System.IO.Path.Join(Uses, $"{name}-{RandomId.New()}");
    }

    /// <summary>The path of a new file beside the finished ones.</summary>
    public string NewFile()
    {
        Make(Aside);
        return System.IO.Path.Join(Aside, RandomId.New());
    }

    /// <summary>Gives a finished file its name; one of the same name goes.</summary>
    public void Finish(string written, string name)
    {
        Make(System.IO.Path.GetDirectoryName(name)!);
        File.Move(written, name, overwrite: true);
    }

    // Each level for the owner alone: .NET gives the mode to the last one only.
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
