using System.Text;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>A large file is not parsed again as long as it is what it was, and nothing but the time tells of it.</summary>
public sealed class ParsedFileTests
{
    private const int Patience = 120_000; // ms
    private const string Kept = "state/parsed";

    [Fact(Timeout = Patience)]
    public async Task What_was_parsed_is_kept_for_the_next_run_which_does_the_same()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Large("echo one"));
        var first = await RunAsync(folder);
        var kept = File.ReadAllBytes(folder[Kept]);
        var written = File.GetLastWriteTimeUtc(folder[Kept]);

        Assert.Equal(first, await RunAsync(folder));
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder[Kept]));
        Assert.DoesNotContain("echo", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);

        kept[^5] ^= 1;
        File.WriteAllBytes(folder[Kept], kept);
        Assert.Equal(first, await RunAsync(folder));
        kept[^5] ^= 1;
        Assert.Equal(kept, File.ReadAllBytes(folder[Kept]));
    }

    [LongFact(Timeout = Patience)]
    public async Task A_file_that_has_changed_is_parsed_and_kept_anew()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Large("echo one"));
        await RunAsync(folder);
        folder.Write("dagrs.yaml", Large("echo two"));

        Assert.Contains("two", await RunAsync(folder), StringComparison.Ordinal);
        Assert.Contains("two", await RunAsync(folder), StringComparison.Ordinal);

        folder.Write("dagrs.yaml", Large("echo one").Replace("name: Last", "nmae: Last", StringComparison.Ordinal));
        await new DagrsTest("--state", "state").In(folder).ExitsWith(3).ComplainsOf("dagrs.yaml:2:11: error: unknown key 'nmae'").RunAsync();
        await new DagrsTest("--state", "state").In(folder).ExitsWith(3).ComplainsOf("dagrs.yaml:2:11: error: unknown key 'nmae'").RunAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task Nothing_is_kept_of_a_small_file_nor_where_nothing_is_remembered()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs:\n  a: { name: A, cmd: 'true' }\n");
        await RunAsync(folder);
        Assert.False(File.Exists(folder[Kept]));

        folder.Write("dagrs.yaml", Large("echo one"));
        await new DagrsTest("--state", "off").In(folder).RunAsync();
        Assert.False(File.Exists(folder[Kept]));

        Directory.Delete(folder["state"], recursive: true);
        await new DagrsTest("-n", "--state", "state").In(folder).RunAsync();
        Assert.False(Directory.Exists(folder["state"]));
    }

    private static async Task<string> RunAsync(TempFolder folder) => (await new DagrsTest("--state", "state", "-q").In(folder).RunAsync()).Out;

    private static string Large(string command) => $"dagrs:\n  last: {{ name: Last, cmd: {command} }}\n" + string.Concat(Enumerable.Range(0, 1500).Select(static i => $"  # what does nothing at all but take room, of which a large file has much: number {i}\n"))
        + "  a: { name: A, after: last }\n";
}
