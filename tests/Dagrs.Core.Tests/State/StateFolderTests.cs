using Dagrs.Core.State;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State;

/// <summary>Where the state of a file is.</summary>
public sealed class StateFolderTests
{
    [Fact]
    public void Each_file_has_a_folder_of_its_own_and_every_name_of_a_file_leads_to_it()
    {
        using var folder = new TemporaryFolder();
        var one = folder.Write("a/dagrs.yaml", "");
        var other = folder.Write("b/dagrs.yaml", "");
        var link = Path.Combine(folder.Path, "link.yaml");
        File.CreateSymbolicLink(link, one);
        var above = Path.Combine(folder.Path, "c");
        Directory.CreateSymbolicLink(above, Path.Combine(folder.Path, "a"));

        Assert.NotEqual(Of(one), Of(other));
        Assert.Equal(Of(one), Of(link));
        Assert.Equal(Of(one), Of(Path.Combine(above, "dagrs.yaml")));
        Assert.Matches("^/state/dagrs/dagrs\\.yaml-[0-9a-f]{16}$", Of(one)!);
    }

    [Fact]
    public void A_long_name_is_cut()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(new string('ä', 120) + "yaml", "");

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(Path.GetFileName(Of(file)!)), 100, 255);
    }

    [Fact]
    public void What_is_no_file_has_none() => Assert.Null(Of("/no/such/file"));

    [Theory]
    [InlineData("relative", "/home/ann", "/home/ann/.local/state/dagrs")]
    [InlineData("", "/home/ann", "/home/ann/.local/state/dagrs")]
    [InlineData("/x", "/home/ann", "/x/dagrs")]
    public void A_relative_folder_in_the_variable_is_passed_over(string state, string home, string expected)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("dagrs.yaml", "");

        var found = StateFolder.Of(file, name => name == "XDG_STATE_HOME" ? state : name == "HOME" ? home : null, out var problem);

        Assert.Null(problem);
        Assert.Equal(expected, Path.GetDirectoryName(found!.Path));
    }

    private static string? Of(string file) => StateFolder.Of(file, name => name == "XDG_STATE_HOME" ? "/state" : null, out _)?.Path;
}
