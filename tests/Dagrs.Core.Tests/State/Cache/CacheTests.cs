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
}
