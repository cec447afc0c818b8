using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>Which entries of the cache are made, and which still count.</summary>
public sealed class CachedAgeTests
{
    [Fact]
    public async Task An_entry_that_is_older_than_the_task_allows_is_no_hit_and_one_that_is_restored_is_no_younger()
    {
        using var folder = Project("t: { name: T, inputs: in, outputs: out, cache: true, max-age: 1h, cmd: 'cp in out; echo ran >> log' }");
        await Run(folder).RunAsync();
        File.Delete(folder["out"]);
        await Run(folder).PrintsSomewhere("restored from the cache").RunAsync();
        folder.Write("dagrs.yaml", folder.Read("dagrs.yaml").Replace("1h", "1ms", StringComparison.Ordinal));
        await Run(folder, "--explain").PrintsSomewhere("its last success is older than 'max-age'").PrintsSomewhere("1 task: 1 succeeded").RunAsync();
        Assert.Equal(2, File.ReadAllLines(folder["log"]).Length);
    }

    [Theory]
    [InlineData("cp -p in keep; echo 2 > in; cp in out; cp -p keep in")]
    [InlineData("touch in; cp in out")]
    public async Task There_is_no_entry_when_an_input_was_written_meanwhile(string command)
    {
        using var folder = Project($"t: {{ name: T, inputs: in, outputs: out, cache: true, cmd: '{command}' }}");
        await Run(folder).PrintsLine("warn   Task[name: T] it is not stored in the cache: its input 'in' was written while it ran").RunAsync();
        Assert.False(Directory.Exists(folder["cache/v1/entries"]));
    }

    [Theory]
    [InlineData("cache: true, ", "off")]
    [InlineData("", "write")]
    public async Task What_a_run_without_the_cache_made_is_the_tasks_own_work(string key, string mode)
    {
        const string task = "t: { name: T, inputs: in, outputs: out/, cache: true, cmd: 'mkdir -p out/empty; test -e out/lib || touch out/lib; cp in out/f' }";
        using var folder = Project(task.Replace("cache: true, ", key, StringComparison.Ordinal));
        await Run(folder, "--cache-mode", mode).RunAsync();
        folder.Write("dagrs.yaml", $"dagrs:\n  {task}\n");
        foreach (var input in (string[])["2", "3"])
        {
            folder.Write("in", input);
            await Run(folder).Expect(ran => Assert.DoesNotContain("not stored", ran.Out, StringComparison.Ordinal)).RunAsync();
        }

        Assert.Equal(2, Directory.GetFiles(folder["cache/v1/entries"], "*", SearchOption.AllDirectories).Length);
    }

    private static TempFolder Project(string task)
    {
        var folder = new TempFolder();
        folder.Write("dagrs.yaml", $"dagrs:\n  {task}\n");
        folder.Write("in", "1");
        return folder;
    }

    private static DagrsTest Run(TempFolder folder, params string[] more) => new DagrsTest(["--state", "state", .. more]).In(folder).Environment("DAGRS_CACHE", folder["cache"]);
}
