using System.Runtime.Versioning;
using System.Text;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;

namespace Dagrs.Core.Tests.State.Cache;

/// <summary>What the cache keeps and gives, and what it refuses.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CacheTests : IDisposable
{
    private readonly CachedProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void What_a_task_wrote_is_said_again_in_its_order_also_when_it_is_large()
    {
        _project.Write("out/a", "a");
        using (var written = new TaskLog(isOutputApart: true, _project.Store.NewFile))
        {
            written.Write(OutputChannel.Out, "first\n"u8);
            written.Write(OutputChannel.Error, "second\n"u8);
            written.Write(OutputChannel.Out, "third"u8);
            written.Write(OutputChannel.Out, "\n"u8);
            Assert.Null(_project.Keep("small", written));
            written.Write(OutputChannel.Error, new byte[3 << 20]);
            written.Write(OutputChannel.Out, "last"u8);
            Assert.Null(_project.Keep("large", written));
            written.Clear();
            written.Write(OutputChannel.Merged, "another attempt"u8);
            Assert.Null(_project.Keep("again", written));
        }

        Assert.Equal("O:first\nE:second\nO:third\n", CachedProject.Said(_project.Fetch("small")!));
        Assert.Equal("first\nthird\n", Encoding.UTF8.GetString(_project.Fetch("small")!.Log.Output().Bytes.Span));
        var large = _project.Fetch("large")!;
        Assert.Equal("first\nthird\nlast", Encoding.UTF8.GetString(large.Log.Output().Bytes.Span));
        Assert.EndsWith("\0O:last", CachedProject.Said(large), StringComparison.Ordinal);
        Assert.Equal(3 << 20, CachedProject.Said(large).Count(letter => letter == '\0'));
        Assert.Equal("M:another attempt", CachedProject.Said(_project.Fetch("again")!));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_project.Folder.Path, "v1", "new")));
    }

    [Fact]
    public void A_secret_that_comes_in_pieces_between_pieces_of_another_stream_is_found()
    {
        _project.Write("out/a", "a");
        _project.Secrets = ["hunter2hunter2"];
        using var written = new TaskLog(isOutputApart: true, _project.Store.NewFile);
        written.Write(OutputChannel.Out, "hunter2"u8);
        written.Write(OutputChannel.Error, "between"u8);
        written.Write(OutputChannel.Out, "hunter2"u8);
        Assert.Equal("its output contains a secret", _project.Keep("key", written));
    }

    [Fact]
    public void A_hit_gives_files_modes_links_empty_folders_output_log_and_results()
    {
        _project.Write("out/run", "#!/bin/sh", 0x1ed);
        _project.Write("out/deep/er/secret", "x", 0x100);
        _project.Write("out/empty", "");
        _project.Write("v1/a", "one");
        Directory.CreateDirectory(_project.Full("out/nothing"), (UnixFileMode)0x1c9);
        File.CreateSymbolicLink(_project.Full("out/link"), "run");
        File.CreateSymbolicLink(_project.Full("out/broken"), "/nowhere/at/all");
        Directory.CreateSymbolicLink(_project.Full("out/folder"), "deep");
        _project.Outputs = ["out", "v1"];
        var before = _project.Shown();
        Assert.Null(_project.Keep(output: "out\n", log: "said"));
        _project.Clear();
        var hit = _project.Fetch();
        Assert.Equal(before, _project.Shown());
        Assert.Equal(("out\n", "O:out\nE:said", "1.2"), (Encoding.UTF8.GetString(hit!.Log.Output().Bytes.Span), CachedProject.Said(hit), hit.Entry.Results.Single().Value));
    }

    [Fact]
    public void Setuid_and_setgid_are_not_kept()
    {
        _project.Write("out/a", "x", 0xded);
        Assert.Null(_project.Keep());
        _project.Clear();
        Assert.NotNull(_project.Fetch());
        Assert.Equal((UnixFileMode)0x1ed, File.GetUnixFileMode(_project.Full("out/a")));
    }

    [Fact]
    public void A_file_is_given_the_time_at_which_it_is_put_in_place_and_one_that_matches_stays()
    {
        _project.Recorded.Add("out/comes");
        var (stays, comes) = (_project.Write("out/stays", "x"), _project.Write("out/comes", "y"));
        Assert.Null(_project.Keep());
        var old = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(stays, old);
        File.WriteAllText(comes, "changed");
        File.SetLastWriteTimeUtc(comes, old);
        Assert.NotNull(_project.Fetch());
        Assert.Equal(old, File.GetLastWriteTimeUtc(stays));
        Assert.True(File.GetLastWriteTimeUtc(comes) > old);
        Assert.Equal("y", File.ReadAllText(comes));
    }

    [Fact]
    public void A_restored_file_edited_in_place_leaves_the_store_alone()
    {
        _project.Recorded.Add("out/a");
        var path = _project.Write("out/a", "right");
        Assert.Null(_project.Keep());
        _project.Clear();
        for (var i = 0; i < 2; i++)
        {
            Assert.NotNull(_project.Fetch());
            Assert.Equal("right", File.ReadAllText(path));
            File.AppendAllText(path, "wrong");
        }
    }

    [Fact]
    public void There_is_no_entry_with_a_secret_in_a_file_a_name_a_link_or_an_output()
    {
        _project.Secrets = ["hunter2hunter2"];
        var bytes = new byte[(1 << 19) + 100];
        "hunter2hunter2"u8.CopyTo(bytes.AsSpan((1 << 19) - 5)); // across the end of a piece
        Directory.CreateDirectory(_project.Full("out"));
        File.WriteAllBytes(_project.Full("out/a"), bytes);
        Assert.Equal("'out/a' contains a secret", _project.Keep());
        _project.Clear();
        _project.Write("out/x-hunter2hunter2", "");
        Assert.NotNull(_project.Keep());
        _project.Clear();
        Directory.CreateDirectory(_project.Full("out"));
        File.CreateSymbolicLink(_project.Full("out/l"), "hunter2hunter2");
        Assert.NotNull(_project.Keep());
        _project.Clear();
        _project.Write("out/a", "fine");
        Assert.Equal("its output contains a secret", _project.Keep(output: "it is hunter2hunter2"));
        Assert.Equal("its output contains a secret", _project.Keep(log: "it is hunter2hunter2"));
        Assert.Empty(_project.Kept());
    }

    [Fact]
    public void An_entry_that_holds_the_path_of_the_folder_serves_that_folder_only()
    {
        _project.Recorded.Add("out/a");
        _project.Write("out/a", $"-I{_project.Root}/include");
        Assert.Null(_project.Keep());
        _project.Write("out/a", "plain");
        Assert.Null(_project.Keep("plain"));
        using var other = new CachedProject(_project);
        Assert.Null(other.Fetch());
        Assert.NotNull(other.Fetch("plain"));
        Assert.NotNull(_project.Fetch());
    }

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
