using System.Runtime.Versioning;
using System.Text;
using Blake3;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Files;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Cache;

/// <summary>A folder with a task's outputs, and a cache of its own or of another one.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class CachedProject : IDisposable
{
    private readonly TemporaryFolder _project = new();
    private readonly TemporaryFolder _cache = new();

    public CachedProject(CachedProject? sharing = null)
    {
        Folder = sharing?.Folder ?? new CacheFolder(_cache.Path);
        Store = new CacheStore(Folder, CacheMode.Write);
    }

    public CacheFolder Folder { get; }

    public CacheStore Store { get; set; }

    public string Root => _project.Path;

    public string[] Outputs { get; set; } = ["out"];

    /// <summary>What the record of the task says that it wrote last.</summary>
    public List<string> Recorded { get; } = [];

    public IReadOnlyList<string> Secrets { get; set; } = [];

    public static string Key(string name) => Convert.ToHexStringLower(Hasher.Hash(Encoding.UTF8.GetBytes(name)).AsSpan());

    public void Dispose()
    {
        _project.Dispose();
        _cache.Dispose();
    }

    public string Full(string name) => Path.Combine(Root, name);

    public string Write(string name, string text, int mode = 0x1a4)
    {
        var path = _project.Write(name, text);
        File.SetUnixFileMode(path, (UnixFileMode)mode);
        return path;
    }

    /// <summary>Keeps what is there; what the task wrote is its standard output and its standard error.</summary>
    public string? Keep(string key = "key", string output = "", string log = "")
    {
        using var written = new TaskLog(isOutputApart: true, Store.NewFile);
        written.Write(OutputChannel.Out, Encoding.UTF8.GetBytes(output));
        written.Write(OutputChannel.Error, Encoding.UTF8.GetBytes(log));
        return Keep(key, written);
    }

    public string? Keep(string key, TaskLog written) => Store.Store(new CacheOffer
    {
        Key = Key(key),
        Root = Root,
        Outputs = Patterns,
        Files = new FileSearch().Find(Patterns).Files,
        Log = written,
        Results = [KeyValuePair.Create("version", "1.2")],
        Took = TimeSpan.FromSeconds(3),
        Secrets = Secrets,
    });

    public CacheHit? Fetch(string key = "key") => Store.TryFetch(new() { Key = Key(key), Root = Root, Outputs = Patterns, Recorded = [.. Recorded.Select(Full)], IsOutputWanted = true });

    /// <summary>Removes what is recorded, as before a run.</summary>
    public void RemoveRecorded() => RecordedOutputs.Remove(Patterns, Root, Recorded.Select(Full));

    /// <summary>What a hit says again, with the first letter of the stream before each piece.</summary>
    public static string Said(CacheHit hit)
    {
        var text = new StringBuilder();
        hit.Log.Replay((channel, bytes) => text.Append(channel.ToString()[0]).Append(':').Append(Encoding.UTF8.GetString(bytes)));
        return text.ToString();
    }

    /// <summary>All below the folder in one text: kinds, modes and contents.</summary>
    public string Shown() => string.Join('\n', new DirectoryInfo(Root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Where(entry => !IsBelowLink(entry)).Select(Shown).Order(StringComparer.Ordinal));

    public void Clear()
    {
        foreach (var entry in new DirectoryInfo(Root).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    public IEnumerable<FileInfo> Kept() => new DirectoryInfo(Folder.Path).EnumerateFiles("*", SearchOption.AllDirectories);

    private FilePatterns Patterns => FilePatterns.Of(Root, Outputs);

    private bool IsBelowLink(FileSystemInfo entry)
    {
        for (var above = Path.GetDirectoryName(entry.FullName)!; above.Length > Root.Length; above = Path.GetDirectoryName(above)!)
        {
            if (new DirectoryInfo(above).LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    private string Shown(FileSystemInfo entry)
    {
        var name = Path.GetRelativePath(Root, entry.FullName);
        return entry.LinkTarget is { } target ? $"{name} -> {target}"
            : entry is DirectoryInfo folder ? $"{name}/ {(folder.EnumerateFileSystemInfos().Any() ? "" : Convert.ToString((int)folder.UnixFileMode, 8))}"
            : $"{name} {Convert.ToString((int)entry.UnixFileMode, 8)} {File.ReadAllText(entry.FullName)}";
    }
}
