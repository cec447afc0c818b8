using System.Runtime.Versioning;
using Dagrs.Core.State.Cache;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Cache;

/// <summary>Where the cache puts and removes files, and where it does not.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CachePlaceTests : IDisposable
{
    private readonly CachedProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Recorded_files_that_the_entry_lacks_go_and_what_nobody_recorded_stays()
    {
        _project.Write("out/a", "new");
        Assert.Null(_project.Keep());
        _project.Write("out/old/deep/x", "old");
        _project.Write("out/old/deep2/x", "old");
        _project.Write("out/mine/x", "mine");
        _project.Write("elsewhere", "mine");
        _project.Recorded.AddRange(["out/a", "out/old/deep/x", "out/old/deep2/x", "out/gone", "elsewhere"]);
        Assert.NotNull(_project.Fetch());
        Assert.Equal("elsewhere 644 mine\nout/ \nout/a 644 new\nout/mine/ \nout/mine/x 644 mine", _project.Shown());
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_goes_only_when_all_in_it_is_recorded()
    {
        _project.Write("out/a", "new");
        Assert.Null(_project.Keep());
        _project.Clear();
        _project.Write("out/a/x", "old");
        var before = _project.Shown();
        Assert.Null(_project.Fetch());
        Assert.Equal(before, _project.Shown());
        _project.Recorded.Add("out/a/x");
        Assert.NotNull(_project.Fetch());
        Assert.Equal("out/ \nout/a 644 new", _project.Shown());
    }

    [Fact]
    public void Nothing_is_written_through_a_link_below_the_literal_beginning_of_an_output()
    {
        _project.Write("out/sub/a", "new");
        Assert.Null(_project.Keep());
        _project.Clear();
        using var other = new TemporaryFolder();
        Directory.CreateDirectory(_project.Full("out"));
        Directory.CreateSymbolicLink(_project.Full("out/sub"), other.Path);
        Assert.Null(_project.Fetch());
        Assert.Empty(Directory.GetFileSystemEntries(other.Path));
    }

    [Fact]
    public void A_link_at_the_beginning_of_an_output_is_followed_within_the_folder_and_not_out_of_it()
    {
        using var other = new TemporaryFolder();
        _project.Outputs = ["out/a", "out/sub/*"];
        _project.Write("out/a", "new");
        _project.Write("out/sub/b", "new");
        Assert.Null(_project.Keep());
        _project.Clear();
        Directory.CreateSymbolicLink(_project.Full("out"), other.Path);
        other.Write("a", "precious");
        other.Write("sub/c", "precious");
        _project.Recorded.AddRange(["out/a", "out/sub/c"]);
        Assert.Null(_project.Fetch());
        _project.RemoveRecorded();
        Assert.EndsWith("is outside the folder of the file", _project.Keep("other"), StringComparison.Ordinal);
        Assert.Equal(["precious", "precious"], [File.ReadAllText(Path.Combine(other.Path, "a")), File.ReadAllText(Path.Combine(other.Path, "sub/c"))]);
        _project.Clear();
        Directory.CreateDirectory(_project.Full("inside"));
        Directory.CreateSymbolicLink(_project.Full("out"), "inside");
        Assert.NotNull(_project.Fetch());
        Assert.Equal("new", File.ReadAllText(_project.Full("inside/a")));
        _project.RemoveRecorded();
        Assert.False(File.Exists(_project.Full("inside/a")));
    }

    [Fact]
    public void A_file_that_is_not_the_tasks_work_is_not_replaced_unless_an_output_names_it()
    {
        _project.Outputs = ["out/**", "named"];
        _project.Write("out/a", "new");
        _project.Write("named", "new");
        Assert.Null(_project.Keep());
        _project.Write("named", "mine");
        Assert.NotNull(_project.Fetch());
        Assert.Equal("new", File.ReadAllText(_project.Full("named")));
        _project.Write("out/a", "mine");
        Assert.Null(_project.Fetch());
        Assert.Equal("mine", File.ReadAllText(_project.Full("out/a")));
        _project.Recorded.Add("out/a");
        Assert.NotNull(_project.Fetch());
        Assert.Equal("new", File.ReadAllText(_project.Full("out/a")));
    }

    [Fact]
    public void A_file_that_is_a_link_or_has_a_second_name_is_replaced_and_not_written_through()
    {
        _project.Write("out/a", "new");
        _project.Write("out/b", "new");
        Assert.Null(_project.Keep());
        _project.Clear();
        var mine = _project.Write("mine", "mine");
        Directory.CreateDirectory(_project.Full("out"));
        File.CreateSymbolicLink(_project.Full("out/a"), mine);
        using (var linked = System.Diagnostics.Process.Start("ln", [mine, _project.Full("out/b")]))
        {
            linked.WaitForExit();
        }

        _project.Recorded.AddRange(["out/a", "out/b"]);
        Assert.NotNull(_project.Fetch());
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.Equal("new", File.ReadAllText(_project.Full("out/a")));
    }

    [Fact]
    public void There_is_no_entry_of_pipes_of_files_outside_and_of_folders_behind_links()
    {
        _project.Write("out/a", "x");
        _project.Outputs = ["out", Path.GetTempFileName()];
        Assert.EndsWith("is outside the folder of the file", _project.Keep(), StringComparison.Ordinal);
        File.Delete(_project.Outputs[1]);
        using var other = new TemporaryFolder();
        other.Write("b", "x");
        Directory.CreateSymbolicLink(_project.Full("current"), other.Path);
        _project.Outputs = ["current"];
        Assert.EndsWith("is outside the folder of the file", _project.Keep(), StringComparison.Ordinal);
        _project.Write("inner/b", "x");
        Directory.Delete(_project.Full("current"));
        Directory.CreateSymbolicLink(_project.Full("current"), "inner");
        Assert.EndsWith("is reached through a link", _project.Keep(), StringComparison.Ordinal);
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [_project.Full("out/pipe")]))
        {
            pipe.WaitForExit();
        }

        _project.Outputs = ["out"];
        Assert.Equal("'out/pipe' is not a file", _project.Keep());
        Assert.DoesNotContain(_project.Kept(), file => file.FullName.Contains("entries", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_to_a_folder_that_is_an_output_too_comes_back_as_a_link()
    {
        _project.Write("v1/a", "x");
        Directory.CreateSymbolicLink(_project.Full("current"), "v1");
        _project.Outputs = ["v1", "current"];
        var before = _project.Shown();
        Assert.Null(_project.Keep());
        _project.Clear();
        Assert.NotNull(_project.Fetch());
        Assert.Equal(before, _project.Shown());
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/evil")]
    [InlineData("out/../../evil")]
    [InlineData("out//a")]
    [InlineData("elsewhere")]
    [InlineData("out/a/b")]
    [InlineData("")]
    public void An_entry_of_somebody_else_writes_nowhere_but_among_the_outputs(string name)
    {
        _project.Write("out/a", "x");
        Assert.Null(_project.Keep());
        var path = _project.Folder.EntryOf(CachedProject.Key("key"));
        var entry = CacheFormat.Read(File.ReadAllBytes(path))!;
        File.WriteAllBytes(path, CacheFormat.Write(entry with { Files = [.. entry.Files, entry.Files[0] with { Name = name }] }));
        _project.Clear();
        Assert.Null(_project.Fetch());
        Assert.Equal("", _project.Shown());
    }
}
