using System.Text.Json;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary><c>dagrs history</c>, <c>dagrs report</c> and <c>dagrs graph --run</c>: the runs that are remembered.</summary>
public sealed class HistoryTests
{
    private const string Yaml = """
        dagrs:
          build: { name: Build, cmd: "echo building; echo again >&2" }
          test: { name: Test, cmd: "echo testing; exit 3", after: build }
          publish: { name: Publish, cmd: "true", after: test }
        """;

    [Fact]
    public async Task A_run_is_listed_shown_and_its_output_printed()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Yaml, "-q").In(folder).ExitsWith(1).RunAsync();

        var run = Assert.Single(await RunsAsync(folder));
        var id = run.GetProperty("run").GetString()!;
        Assert.Equal("failed", run.GetProperty("result").GetString());
        Assert.Equal(1, run.GetProperty("exitCode").GetInt32());
        Assert.Equal("""{"succeeded":1,"failed":1,"not-run":1}""", run.GetProperty("counts").GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));

        await new DagrsTest("history").In(folder).PrintsSomewhere(id).PrintsSomewhere("  failed  ").PrintsSomewhere("1 succeeded, 1 failed, 1 not-run\n").RunAsync();
        await new DagrsTest("history", id).In(folder).PrintsSomewhere("exited with code 3").PrintsSomewhere("not run: 'test' failed").RunAsync();
        await new DagrsTest("history", id[..6], "build").In(folder).Prints("building\nagain").RunAsync();
        await new DagrsTest("history", "latest", "test").In(folder).Prints("testing").RunAsync();
        await new DagrsTest("graph", "--run", id).In(folder).PrintsSomewhere("test").RunAsync();
        await new DagrsTest("history", "--stats").In(folder).PrintsSomewhere("100 %").RunAsync();
    }

    [Fact]
    public async Task Reports_of_a_remembered_run_are_those_of_the_run_itself()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Yaml, "-q", "--report", "json=a.json", "--report", "junit=a.xml", "--report", "markdown=a.md", "--report", "html=a.html", "--report", "trace=a.trace").In(folder).ExitsWith(1).RunAsync();
        await new DagrsTest("report", "latest", "json=b.json", "junit=b.xml", "markdown=b.md", "html=b.html", "trace=b.trace").In(folder)
            .PrintsSomewhere("report html: b.html\n").RunAsync();

        Assert.All((string[])["json", "xml", "md", "html", "trace"], kind => Assert.Equal(folder.Read($"a.{kind}"), folder.Read($"b.{kind}")));
    }

    [Fact]
    public async Task The_last_64_KiB_of_a_task_are_printed_also_of_one_that_succeeded_or_was_restored()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of("dagrs: { a: { name: A, inputs: dagrs.yaml, outputs: o, cache: true, cmd: 'seq 1 30000; touch o' }, b: { name: B, cmd: 'seq 1 20000; exit 1' } }", "-q", "-k", "--cache", "cache")
            .In(folder).ExitsWith(1).RunAsync();
        Assert.Equal(65_536, (await new DagrsTest("history", "latest", "a").In(folder).ComplainsOf("were not kept").RunAsync()).Out.Length);
        Assert.Equal(65_536, (await new DagrsTest("history", "latest", "b").In(folder).ComplainsOf("were not kept").RunAsync()).Out.Length);

        File.Delete(folder["o"]);
        await new DagrsTest("-q", "a", "--cache", "cache").In(folder).RunAsync();
        await new DagrsTest("history", "latest").In(folder).PrintsSomewhere("restored from the cache").RunAsync();
        var restored = await new DagrsTest("history", "latest", "a").In(folder).ComplainsOf("were not kept").RunAsync();
        Assert.Equal(65_536, restored.Out.Length);
        Assert.EndsWith("29999\n30000\n", restored.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_run_or_task_is_told_with_what_could_be_meant()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Yaml, "-q").In(folder).ExitsWith(1).RunAsync();
        var id = (await RunsAsync(folder))[0].GetProperty("run").GetString()!;

        await new DagrsTest("history", "latst").In(folder).ExitsWith(2).Complains("dagrs: error: there is no run 'latst'; did you mean 'latest'?").RunAsync();
        await new DagrsTest("report", "zzz", "json=x").In(folder).ExitsWith(2).Complains($"dagrs: error: there is no run 'zzz'; the latest is '{id}', and 'dagrs history' lists them").RunAsync();
        await new DagrsTest("graph", "--run", "zzz").In(folder).ExitsWith(2).ComplainsOf("there is no run 'zzz'").RunAsync();
        await new DagrsTest("history", "latest", "biuld").In(folder).ExitsWith(2).Complains($"dagrs: error: run '{id}' has no task 'biuld'; did you mean 'build'?").RunAsync();
        await new DagrsTest("report", "latest", "jason=x").In(folder).ExitsWith(2).ComplainsOf("did you mean 'json'?").RunAsync();
    }

    [Fact]
    public async Task Without_runs_the_list_is_empty()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Yaml);

        await new DagrsTest("history").In(folder).Prints("no runs are recorded").RunAsync();
        await new DagrsTest("history", "--format", "json").In(folder).Prints("[]").RunAsync();
        await new DagrsTest("history", "latest").In(folder).ExitsWith(2).Complains("dagrs: error: no runs are recorded yet").RunAsync();
        Assert.False(Directory.Exists(folder.State));
    }

    [Fact]
    public async Task A_folder_can_be_named_and_nothing_be_remembered()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Yaml, "-q", "build", "--state", "off").In(folder).RunAsync();
        await DagrsTest.Of(Yaml, "-q", "build").In(folder).Environment("DAGRS_STATE", "off").RunAsync();
        Assert.False(Directory.Exists(folder.State));

        await DagrsTest.Of(Yaml, "-q", "build", "--state", "here").In(folder).RunAsync();
        await DagrsTest.Of(Yaml, "-q", "build").In(folder).Environment("DAGRS_STATE", "here").RunAsync();
        await new DagrsTest("-q", "-f", "-", "--state", "here").Input(Yaml.Replace("exit 3", "exit 0", StringComparison.Ordinal)).In(folder).RunAsync();
        Assert.Equal(3, Directory.GetDirectories(folder["here/runs"]).Length);
        Assert.False(Directory.Exists(folder.State));
        await new DagrsTest("history", "--state", "off").In(folder).ExitsWith(2).Complains("dagrs: error: nothing is recorded: --state is 'off'").RunAsync();
        await new DagrsTest("-q", "--state", "").In(folder).ExitsWith(2).Complains("dagrs: error: --state needs a folder").RunAsync();
    }

    [Fact]
    public async Task What_cannot_be_remembered_is_one_warning_and_the_run_goes_on()
    {
        using var folder = new TempFolder();
        folder.Write("file", "");
        await DagrsTest.Of(Yaml, "-q", "build", "--state", "file").In(folder)
            .Expect(ran => Assert.Equal(1, ran.Error.Split('\n').Count(line => line.Contains("this run is not recorded: ", StringComparison.Ordinal)))).ComplainsOf("--state off").RunAsync();
    }

    [FactNeeding(Needs.Time)]
    public async Task Eight_runs_at_once_are_all_remembered()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Yaml); // once: who reads it while it is written anew finds half of it
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new DagrsTest("-q", "build").In(folder).RunAsync()));

        var runs = await RunsAsync(folder);
        Assert.Equal(8, runs.Select(run => run.GetProperty("run").GetString()).Distinct().Count());
        Assert.All(runs, run => Assert.Equal("succeeded", run.GetProperty("result").GetString()));
    }

    [LongFact]
    public async Task A_run_that_lives_is_told_from_one_that_was_killed()
    {
        using var folder = new TempFolder();
        await using var running = DagrsTest.Of("""dagrs: { a: { name: A, cmd: "echo begun; sleep 60" } }""", "-q").In(folder).Start();
        await running.WaitForAsync("begun");
        Assert.Equal("running", (await RunsAsync(folder))[0].GetProperty("result").GetString());

        await running.SignalAsync("KILL");
        var result = "running";
        for (var i = 0; i < 100 && result == "running"; i++)
        {
            result = (await RunsAsync(folder))[0].GetProperty("result").GetString(); // the kernel takes its lock away a moment later
        }

        Assert.Equal("killed", result);
        await new DagrsTest("history", "latest", "a").In(folder).Prints("begun").RunAsync();
    }

    [Fact]
    public async Task A_secret_is_in_no_file_of_the_state()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of("""
            secrets: [ TOKEN ]
            params: { p: { default: x } }
            dagrs: { a: { name: A, cmd: "echo it is $TOKEN; exit 1", secrets: [ TOKEN ] } }
            """, "-q", "--set", "p=hidden-value-42").In(folder).Environment("TOKEN", "hidden-value-42").ExitsWith(1).RunAsync();

        Assert.All(Directory.GetFiles(folder.State, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain("hidden-value-42", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.NotEmpty(Directory.GetFiles(folder.State, "events.ndjson", SearchOption.AllDirectories));
    }

    private static async Task<List<JsonElement>> RunsAsync(TempFolder folder)
    {
        var ran = await new DagrsTest("history", "--format", "json").In(folder).RunAsync();
        return [.. JsonDocument.Parse(ran.Out).RootElement.EnumerateArray()];
    }
}
