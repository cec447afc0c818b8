using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary><c>dagrs cache</c>.</summary>
public sealed class CacheTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public async Task It_tells_size_hits_and_the_time_saved_and_makes_nothing()
    {
        using var folder = new TempFolder();
        await new DagrsTest("cache", "--cache", "none").In(folder)
            .Expect(ran => Assert.Equal([$"folder   {folder["none"]}", "size     0 bytes in 0 entries, at most 10 GB", "hits     0"], ran.Lines))
            .RunAsync();
        Assert.False(Directory.Exists(folder["none"]));
        Fill(folder);
        await new DagrsTest("cache").In(folder).Environment("DAGRS_CACHE", "kept")
            .Expect(ran => Assert.Equal([$"folder   {folder["kept"]}", "size     3 KB in 1 entry, at most 10 GB", "hits     5, which saved 3 m 00 s"], ran.Lines))
            .RunAsync();
    }

    [Theory]
    [InlineData("--prune=2K")]
    [InlineData("--prune=0")]
    public async Task What_is_too_much_is_removed(string prune)
    {
        using var folder = new TempFolder();
        Fill(folder);
        await new DagrsTest("cache", "--cache", "kept", prune).In(folder).PrintsLine("size     0 bytes in 0 entries, at most 10 GB").RunAsync();
    }

    [Theory]
    [InlineData("much")]
    [InlineData("1.5d")]
    public Task A_size_that_is_none_is_told(string size) => new DagrsTest("cache", "--prune", size).ExitsWith(2).PrintsNothing()
        .ComplainsOf($"dagrs: error: --prune needs a size such as 2G or a time such as 30d, not '{size}'")
        .RunAsync();

    // An entry that is none: it goes first. Contents that nobody names are kept for an hour, which this one is past.
    private static void Fill(TempFolder folder)
    {
        folder.Write($"kept/v1/contents/aa/{Hash}", new byte[3000]);
        folder.Write($"kept/v1/entries/aa/{Hash}", new byte[72]);
        File.SetLastWriteTimeUtc(folder[$"kept/v1/contents/aa/{Hash}"], TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        folder.Write("kept/v1/uses/2-60000-x", "");
        folder.Write("kept/v1/uses/3-120000-y", "");
        folder.Write("kept/v1/uses/foreign", "");
    }
}
