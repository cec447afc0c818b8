using System.Diagnostics;
using Dagrs.Core.Model;
using Dagrs.Core.State.Files;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Files;

/// <summary>What the search for files does with what is not an ordinary file in an ordinary folder.</summary>
public sealed class FileSearchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        Shell("rm -rf -- ./*"); // .NET cannot remove names that are no UTF-8, nor paths that are too long
        _folder.Dispose();
    }

    [Theory]
    [InlineData("link", "link link/a")]
    [InlineData("link/", "link link/a")]
    [InlineData("link/a", "link/a")]
    [InlineData("link/**", "link/a")]
    [InlineData("l*/a", "link/a")]
    [InlineData("*", "link")]
    [InlineData("**", "empty link real/a")]
    [InlineData("**/a", "real/a")]
    public void A_linked_folder_is_entered_where_a_pattern_names_it(string pattern, string found)
    {
        _folder.Write("real/a", "");
        Directory.CreateDirectory(Full("empty"));
        Directory.CreateSymbolicLink(Full("link"), "real");
        Assert.Equal(found, Find(pattern));
    }

    [Theory]
    [InlineData("**", "a/one a/two a/x")]
    [InlineData("*/*/*/*/*/*", "")]
    [InlineData("*/*/x", "")]
    [InlineData("**/x", "a/x")]
    [InlineData("a/one/two/one/x", "a/one/two/one/x")]
    [InlineData("a/one", "a/one a/one/one a/one/two a/one/x")]
    public void Two_links_in_a_circle_are_no_trap(string pattern, string found)
    {
        _folder.Write("a/x", "");
        Directory.CreateSymbolicLink(Full("a/one"), ".");
        Directory.CreateSymbolicLink(Full("a/two"), Full("a"));
        Assert.Equal(found, Find(pattern));
    }

    [Fact]
    public void A_link_to_itself_and_one_to_nothing_are_links()
    {
        File.CreateSymbolicLink(Full("self"), "self");
        File.CreateSymbolicLink(Full("broken"), "nowhere");
        Assert.Equal("broken self", Find("*", "self"));
        Assert.Equal(["self/x"], Search("self/x").Absent);
    }

    [Fact]
    public void A_plain_path_at_which_nothing_is_is_told_apart_from_a_pattern_without_files()
    {
        _folder.Write("a", "");
        var found = Search("gone", "a", "*.c", "a/b", "!b", "../gone", "/nowhere/at/all");
        Assert.Equal(["gone", "a/b", "../gone", "/nowhere/at/all"], found.Absent);
        Assert.Equal([2], found.Unmatched);
    }

    [Fact]
    public void Files_outside_of_the_folder_are_called_as_they_were_named()
    {
        _folder.Write("a", "");
        _folder.Write("sub/b", "");
        var found = new FileSearch().Find(FilePatterns.Of(Full("sub"), ["../a", "./x/../b", Full("a"), $"{_folder.Path}/*"]));
        Assert.Equal(["../a", Full("a"), "b"], found.Files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Full("sub/b"), found.Files.Single(file => file.Name == "b").FullPath);
    }

    [Fact]
    public void What_dagrs_writes_is_not_found()
    {
        _folder.Write("state/x", "");
        _folder.Write("state2", "");
        Assert.Equal(["state2"], new FileSearch(FileStamps.OfSystem, [Full("state")]).Find(FilePatterns.Of(_folder.Path, ["**"])).Files.Select(file => file.Name));
    }

    [Fact]
    public void Signs_in_the_name_of_the_folder_are_no_wildcards_and_a_backslash_takes_a_sign_as_it_is()
    {
        _folder.Write("[x]*/[a].c", "");
        _folder.Write("x/a.c", "");
        var found = new FileSearch().Find(FilePatterns.Of(Full("[x]*"), ["*.c", @"\[a].c"]));
        Assert.Equal(["[a].c"], found.Files.Select(file => file.Name));
        Assert.Equal([Full("[x]*/[a].c")], FilePatterns.Of(Full("[x]*"), ["*.c", @"\[a].c"]).Literals);
    }

    [Fact]
    public void A_folder_is_listed_once_until_something_in_it_is_told_to_have_changed()
    {
        var search = new FileSearch();
        var all = FilePatterns.Of(_folder.Path, ["**"]);
        _folder.Write("a/b/c", "");
        Assert.Single(search.Find(all).Files);
        _folder.Write("a/b/d", "");
        _folder.Write("e/f", "");
        Assert.Single(search.Find(all).Files);
        search.Forget(Full("a/b"));
        Assert.Equal(3, search.Find(all).Files.Count);
        _folder.Write("a/x/y", "");
        search.Forget(FilePatterns.Of(_folder.Path, ["a/x/*"]));
        Assert.Equal(4, search.Find(all).Files.Count);
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_told_of()
    {
        Shell("touch \"$(printf 'a\\377b')\" \"$(printf '\\357\\277\\275')\"");
        var found = Search("*");
        Assert.Equal("a\uFFFDb", found.ForeignName);
        Assert.Equal(["\uFFFD"], found.Files.Select(file => file.Name));
    }

    [Fact]
    public void Pipes_and_sockets_are_found_and_never_opened()
    {
        Shell("mkfifo pipe");
        var found = Assert.Single(Search("*").Files);
        Assert.Equal(FileKind.Other, found.Kind);
        Assert.Equal((FileKind.Other, null), (new FileReader().Mark(found, null).Mark!.Kind, new FileReader().Mark(found, null).Mark!.Content));
    }

    [LongFact]
    public void Ten_thousand_folders_in_one_another_end_where_the_system_ends()
    {
        Shell("p=$(printf 'd/%.0s' $(seq 1 1000)); for i in 1 2 3 4 5 6 7 8 9 10; do mkdir -p $p; cd $p; done");
        Assert.NotEmpty(Search("**").Unreadable);
    }

    private FoundFiles Search(params string[] patterns) => new FileSearch().Find(FilePatterns.Of(_folder.Path, patterns));

    private string Find(params string[] patterns) => string.Join(' ', Search(patterns).Files.Select(file => file.Name));

    private string Full(string name) => Path.Combine(_folder.Path, name);

    private void Shell(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = _folder.Path })!;
        shell.WaitForExit();
    }
}
