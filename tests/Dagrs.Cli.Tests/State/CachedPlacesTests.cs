using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>Tasks with <c>cache: true</c> whose outputs are not all theirs.</summary>
public sealed class CachedPlacesTests
{
    [Theory]
    [InlineData("out/f")]
    [InlineData("out/*")]
    public async Task Nothing_outside_the_folder_is_written_or_removed_through_a_link(string outputs)
    {
        using var folder = new TempFolder();
        folder.Write("project/dagrs.yaml", $"dagrs:\n  t: {{ name: T, inputs: in, outputs: \"{outputs}\", cache: true, cmd: 'test -e ../no || {{ mkdir -p out; cp in out/f; }}' }}\n");
        folder.Write("project/in", "1");
        await Run(folder).RunAsync();
        Directory.Delete(folder["project/out"], recursive: true);
        folder.Write("elsewhere/f", "precious");
        Directory.CreateSymbolicLink(folder["project/out"], "../elsewhere");
        folder.Write("no", "");
        await Run(folder).PrintsSomewhere("1 task: 1 succeeded").RunAsync();
        Assert.Equal("precious", File.ReadAllText(folder["elsewhere/f"]));
        folder.Write("project/in", "2");
        await Run(folder).PrintsLine("warn   Task[name: T] it is not stored in the cache: 'out/f' is outside the folder of the file").RunAsync();
        Assert.Equal("precious", File.ReadAllText(folder["elsewhere/f"]));
    }

    [Fact]
    public async Task A_file_that_no_record_knows_is_not_replaced()
    {
        using var folder = new TempFolder();
        folder.Write("project/dagrs.yaml", "dagrs:\n  t: { name: T, inputs: in, outputs: out/, cache: true, cmd: 'mkdir -p out; test -e out/f || cp in out/f' }\n");
        folder.Write("project/in", "1");
        await Run(folder).RunAsync();
        Directory.Delete(folder["state"], recursive: true);
        folder.Write("project/out/f", "mine");
        await Run(folder).PrintsSomewhere("1 task: 1 succeeded").RunAsync();
        Assert.Equal("mine", File.ReadAllText(folder["project/out/f"]));
    }

    private static DagrsTest Run(TempFolder folder) => new DagrsTest("-C", "project", "--state", folder["state"]).In(folder).Environment("DAGRS_CACHE", folder["cache"]);
}
