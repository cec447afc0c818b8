using System.Runtime.Versioning;
using System.Text;
using Dagrs.Core.State.Cache;

namespace Dagrs.Core.Tests.State.Cache;

/// <summary>The store of the cache: damage, limits, a full disk, who may write it, several processes at once.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CacheStoreTests : IDisposable
{
    private readonly CachedProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Fifty_damaged_entries_are_all_noticed_and_made_anew()
    {
        var random = new Random(5);
        for (var i = 0; i < 50; i++)
        {
            _project.Write("out/a", $"content {i}");
            _project.Write("out/b/c", new string('x', random.Next(5000)));
            var right = _project.Shown();
            Assert.Null(_project.Keep(output: $"output {i}", log: "log"));
            Damage(_project.Kept().Where(file => file.Length > 0).OrderBy(_ => random.Next()).First(), random);
            _project.Clear();
            var hit = _project.Fetch();
            Assert.True(hit is null && _project.Shown().Length == 0, $"damage {i}");
            _project.Write("out/a", $"content {i}");
            _project.Write("out/b/c", right.Split("out/b/c 644 ")[1]);
            Assert.Null(_project.Keep(output: $"output {i}", log: "log"));
            _project.Clear();
            Assert.Equal($"output {i}", Encoding.UTF8.GetString(_project.Fetch()!.Log.Output().Bytes.Span));
            Assert.Equal(right, _project.Shown());
            Directory.Delete(Path.GetDirectoryName(_project.Folder.Entries)!, recursive: true);
        }
    }

    [Fact]
    public void What_was_not_used_for_longest_goes_first()
    {
        _project.Recorded.Add("out/a");
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        for (var i = 0; i < 5; i++)
        {
            _project.Write("out/a", new string((char)('a' + i), 1000));
            _project.Write("out/shared", new string('s', 1000));
            Assert.Null(_project.Keep($"k{i}"));
            File.SetLastWriteTimeUtc(_project.Folder.EntryOf(CachedProject.Key($"k{i}")), now.AddDays(i - 10));
        }

        Assert.NotNull(_project.Fetch("k0"));
        Assert.Equal(2000, new CachePruning(_project.Folder, TimeProvider.System).Run(4000, null));
        Assert.Equal([true, false, false, true, true], Enumerable.Range(0, 5).Select(i => _project.Fetch($"k{i}") is not null));
        new CachePruning(_project.Folder, TimeProvider.System).Run(long.MaxValue, TimeSpan.FromDays(1));
        new CachePruning(_project.Folder, TimeProvider.System).Run(0, null);
        Assert.Equal((0, 0L), (CacheFigures.Of(_project.Folder).Entries, CacheFigures.Of(_project.Folder).Bytes));
    }

    [Fact]
    public void Entries_that_were_not_used_for_a_time_go()
    {
        _project.Write("out/a", "x");
        Assert.Null(_project.Keep("old"));
        Assert.Null(_project.Keep("new"));
        File.SetLastWriteTimeUtc(_project.Folder.EntryOf(CachedProject.Key("old")), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));
        new CachePruning(_project.Folder, TimeProvider.System).Run(CacheStore.MostBytes, TimeSpan.FromDays(1));
        Assert.Null(_project.Fetch("old"));
        Assert.NotNull(_project.Fetch("new"));
    }

    [Fact]
    public void Hits_and_the_time_they_saved_are_counted()
    {
        _project.Write("out/a", "x");
        Assert.Null(_project.Keep());
        for (var run = 0; run < 250; run++)
        {
            _project.Store = new CacheStore(_project.Folder, CacheMode.Write);
            Assert.NotNull(_project.Fetch());
            _project.Store.Finish(TimeProvider.System);
        }

        CacheUses.Merge(_project.Folder);
        var figures = CacheFigures.Of(_project.Folder);
        Assert.Equal((1, 250L, TimeSpan.FromSeconds(750)), (figures.Entries, figures.Hits, figures.Saved));
        Assert.Single(Directory.GetFiles(_project.Folder.Uses));
    }

    [Fact]
    public void One_that_may_only_be_read_is_not_written()
    {
        _project.Write("out/a", "x");
        Assert.Null(_project.Keep());
        _project.Store = new CacheStore(_project.Folder, CacheMode.Read);
        var before = _project.Kept().Select(file => (file.FullName, file.LastWriteTimeUtc)).Order().ToList();
        _project.Clear();
        Assert.NotNull(_project.Fetch());
        Assert.Null(_project.Keep("other"));
        _project.Store.Finish(TimeProvider.System);
        Assert.Equal(before, _project.Kept().Select(file => (file.FullName, file.LastWriteTimeUtc)).Order());
        Assert.Null(CacheStore.Open(_project.Folder.Path, isDefault: true, CacheMode.Off, out _));
    }

    [Fact]
    public void A_place_where_nothing_can_be_made_is_a_warning_and_no_more()
    {
        var file = _project.Write("out/a", "x");
        _project.Store = new CacheStore(new CacheFolder(file), CacheMode.Write); // a file, where a folder should be: refused to root, too
        Assert.StartsWith($"'{file}' cannot be written: ", _project.Keep(), StringComparison.Ordinal);
        Assert.False(_project.Store.IsWritten);
        Assert.Null(_project.Keep("another")); // said once
        Assert.Null(_project.Fetch());
        _project.Store.Finish(TimeProvider.System);
    }

    [Fact]
    public void One_that_cannot_be_written_any_more_is_read_all_the_same()
    {
        _project.Write("out/a", "x");
        Assert.Null(_project.Keep());
        Directory.Delete(_project.Folder.Aside, recursive: true);
        File.WriteAllText(_project.Folder.Aside, ""); // refused to root, too
        _project.Clear();
        Assert.NotNull(_project.Fetch());
    }

    [LongFact]
    public void Large_outputs_take_no_memory()
    {
        Directory.CreateDirectory(_project.Full("out"));
        using (var large = File.Create(_project.Full("out/large")))
        {
            large.SetLength(200_000_000);
        }

        _project.Secrets = ["hunter2hunter2"];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(_project.Keep());
        _project.Clear();
        Assert.NotNull(_project.Fetch());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void A_full_disk_is_a_warning_and_leaves_no_entry()
    {
        _project.Write("out/a", "x");
        _project.Write("out/b", "y");
        Assert.Null(_project.Keep("first"));
        // What cannot be written ends the same way, whatever the system says of it.
        Directory.Delete(_project.Folder.Aside, recursive: true);
        File.WriteAllText(_project.Folder.Aside, "");
        Assert.EndsWith(" cannot be written: file exists", _project.Keep("second"), StringComparison.Ordinal);
        Assert.NotNull(_project.Fetch("first"));
        Assert.Null(_project.Fetch("second"));
    }

    [Fact]
    public void A_default_cache_that_others_can_write_is_refused_and_a_named_one_is_not()
    {
        _project.Write("out/a", "x");
        Assert.Null(_project.Keep());
        Assert.NotNull(CacheStore.Open(_project.Folder.Path, isDefault: true, CacheMode.Read, out var warning));
        Assert.Null(warning);
        File.SetUnixFileMode(_project.Folder.Contents, (UnixFileMode)0x1ff);
        Assert.Null(CacheStore.Open(_project.Folder.Path, isDefault: true, CacheMode.Read, out warning));
        Assert.StartsWith($"the cache '{_project.Folder.Path}' is not used: other users can write to it", warning, StringComparison.Ordinal);
        Assert.NotNull(CacheStore.Open(_project.Folder.Path, isDefault: false, CacheMode.Read, out _));
    }

    [Fact(Timeout = 60_000)]
    public Task Two_users_of_one_store_find_it_whole_in_a_thousand_operations() => Task.WhenAll(Enumerable.Range(0, 2).Select(user => Task.Run(() =>
    {
        using var mine = new CachedProject(_project);
        var random = new Random(user);
        for (var i = 0; i < 500; i++)
        {
            var key = random.Next(10);
            mine.Clear();
            switch (random.Next(10))
            {
                case 0:
                    new CachePruning(mine.Folder, TimeProvider.System).Run(random.Next(5000), null);
                    break;
                case < 5:
                    mine.Write("out/a", $"content of {key}");
                    mine.Write("out/b/c", new string((char)('a' + key), 500));
                    mine.Keep($"{key}");
                    break;
                case var _ when mine.Fetch($"{key}") is not null:
                    Assert.Equal($"content of {key}", File.ReadAllText(mine.Full("out/a")));
                    Assert.Equal(new string((char)('a' + key), 500), File.ReadAllText(mine.Full("out/b/c")));
                    break;
                default:
                    Assert.Equal("", mine.Shown());
                    break;
            }
        }
    })));

    // A bit, the end, more at the end, another file, or nothing at all.
    private static void Damage(FileInfo file, Random random)
    {
        File.SetUnixFileMode(file.FullName, (UnixFileMode)0x180);
        var bytes = File.ReadAllBytes(file.FullName);
        switch (random.Next(5))
        {
            case 0:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                File.WriteAllBytes(file.FullName, bytes);
                break;
            case 1:
                File.WriteAllBytes(file.FullName, bytes[..random.Next(bytes.Length)]);
                break;
            case 2:
                File.AppendAllText(file.FullName, "x");
                break;
            case 3:
                File.WriteAllText(file.FullName, "something else");
                break;
            default:
                file.Delete();
                break;
        }
    }
}
