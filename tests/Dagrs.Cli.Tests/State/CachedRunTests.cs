using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>Runs whose tasks say <c>cache: true</c>.</summary>
public sealed class CachedRunTests
{
    private const string File = """
        dagrs:
          gen:
            name: Gen
            inputs: src
            outputs: [ "build/**", "!build/not-mine" ]
            cache: true
            results: [ version ]
            cmd: |
              mkdir -p build/empty; cp src build/out; chmod 750 build/out; ln -sf out build/link
              echo to-out; echo to-err >&2; echo version=1.2 >> "$DAGRS_RESULTS"; echo ran >> log
          use: { name: Use, after: gen, env: { V: "${{ tasks.gen.results.version }}" }, cmd: 'echo "$1 $V $(cat build/out)"' }
        """;

    [Fact]
    public async Task What_was_made_before_comes_back_with_what_was_written_and_handed_over()
    {
        using var folder = Project("1");
        await Run(folder).Expect(ran => Assert.Equal(["ran"], Log(folder))).RunAsync();
        folder.Write("src", "2");
        await Run(folder).Expect(ran => Assert.Equal(["ran", "ran"], Log(folder))).RunAsync();
        folder.Write("src", "1");
        await Run(folder).PrintsLine("[gen] to-out").PrintsLine("[gen] to-err").PrintsLine("[use] to-out 1.2 1").PrintsSomewhere("2 tasks: 1 succeeded, 1 up-to-date")
            .Expect(ran => Assert.Contains(ran.Lines, line => line.EndsWith("Task up to date[name: Gen]. restored from the cache", StringComparison.Ordinal)))
            .RunAsync();
        Assert.Equal(["ran", "ran"], Log(folder));
        Assert.Equal("1", System.IO.File.ReadAllText(folder["build/out"]));
        Assert.Equal("out", new FileInfo(folder["build/link"]).LinkTarget);
        Assert.True(Directory.Exists(folder["build/empty"]));
        Assert.Equal((UnixFileMode)0x1e8, System.IO.File.GetUnixFileMode(folder["build/out"]));
    }

    [LongFact]
    public async Task It_serves_a_folder_that_has_never_run_anything()
    {
        using var folder = Project("1");
        await Run(folder).RunAsync();
        using var other = Project("1");
        await Run(other).Environment("DAGRS_CACHE", folder["cache"]).PrintsLine("[use] to-out 1.2 1").PrintsSomewhere("2 tasks: 1 succeeded, 1 up-to-date").RunAsync();
        Assert.False(System.IO.File.Exists(other["log"]));
        await Run(other).Environment("DAGRS_CACHE", folder["cache"]).PrintsSomewhere("2 tasks: 1 succeeded, 1 up-to-date").Expect(ran => Assert.DoesNotContain("[gen] to-out", ran.Lines)).RunAsync();
    }

    [LongFact]
    public async Task What_is_not_the_tasks_own_work_is_neither_removed_nor_kept()
    {
        using var folder = Project("1");
        folder.Write("build/notes", "mine");
        folder.Write("build/not-mine", "mine");
        await Run(folder).PrintsLine("warn   Task[name: Gen] it is not stored in the cache: 'build/notes' among its outputs existed before it ran").RunAsync();
        folder.Write("src", "2");
        await Run(folder).RunAsync();
        Assert.Equal(["mine", "mine"], [System.IO.File.ReadAllText(folder["build/notes"]), System.IO.File.ReadAllText(folder["build/not-mine"])]);
        System.IO.File.Delete(folder["build/notes"]);
        await Run(folder).Expect(ran => Assert.Equal(["ran", "ran", "ran"], Log(folder))).RunAsync();
        folder.Write("build/notes", "mine again");
        await Run(folder).Expect(ran => Assert.Contains("[gen] to-out", ran.Lines)).RunAsync();
        Assert.Equal("mine again", System.IO.File.ReadAllText(folder["build/notes"]));
        Assert.Equal(["ran", "ran", "ran"], Log(folder));
        await Run(folder).PrintsSomewhere("2 tasks: 1 succeeded, 1 up-to-date").RunAsync();
        Assert.Equal("mine again", System.IO.File.ReadAllText(folder["build/notes"]));
    }

    [LongTheory]
    [InlineData("", "new")]
    [InlineData("    clean: false\n", "new old")]
    public async Task What_it_made_the_last_time_goes_before_it_runs_unless_its_tool_does_that(string clean, string left)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", $"dagrs:\n  t:\n    name: T\n    inputs: src\n    outputs: out/\n    cache: true\n{clean}    cmd: mkdir -p out; cp src out/$(cat src)\n");
        folder.Write("src", "old");
        await Run(folder).RunAsync();
        folder.Write("src", "new");
        await Run(folder).RunAsync();
        Assert.Equal(left.Split(' '), Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order());
    }

    [LongFact]
    public async Task A_job_that_only_reads_adds_nothing_and_one_without_cache_takes_nothing()
    {
        using var folder = Project("1");
        await Run(folder, "--cache-mode", "read").RunAsync();
        Assert.False(Directory.Exists(folder["cache"]));
        await Run(folder, "--force").RunAsync();
        folder.Write("src", "2");
        await Run(folder, "--cache-mode=read").RunAsync();
        var kept = Directory.GetFiles(folder["cache"], "*", SearchOption.AllDirectories).Length;
        folder.Write("src", "1");
        await Run(folder, "--cache-mode", "off").RunAsync();
        Assert.Equal(4, Log(folder).Length);
        folder.Write("src", "2");
        await Run(folder, "--cache-mode", "off").RunAsync();
        folder.Write("src", "1");
        await Run(folder, "--cache-mode", "read").PrintsSomewhere("2 tasks: 1 succeeded, 1 up-to-date").RunAsync();
        Assert.Equal(5, Log(folder).Length);
        Assert.Equal(kept, Directory.GetFiles(folder["cache"], "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task A_task_that_writes_nothing_but_words_has_them_kept()
    {
        using var folder = new TempFolder();
        folder.Write("src", "1");
        folder.Write("dagrs.yaml", "dagrs:\n  t: { name: T, inputs: src, outputs: [], cache: true, cmd: 'cat src; echo ran >> log' }\n");
        await Run(folder).RunAsync();
        folder.Write("src", "2");
        await Run(folder).RunAsync();
        folder.Write("src", "1");
        await Run(folder).PrintsLine("[t] 1").PrintsSomewhere("1 task: 1 up-to-date").RunAsync();
        Assert.Equal(2, Log(folder).Length);
    }

    [LongFact]
    public async Task A_task_that_is_to_give_another_result_than_it_did_runs_though_its_command_is_the_same()
    {
        using var folder = new TempFolder();
        const string text = "dagrs:\n  t: { name: T, inputs: src, outputs: out, cache: true, results: [ a ], cmd: 'cp src out; cat given >> \"$DAGRS_RESULTS\"; echo ran >> log' }\n";
        folder.Write("src", "1");
        folder.Write("given", "a=1\n");
        folder.Write("dagrs.yaml", text);
        await Run(folder).RunAsync();
        folder.Write("given", "a=1\nb=2\n");
        folder.Write("dagrs.yaml", text.Replace("[ a ]", "[ a, b ]", StringComparison.Ordinal));
        await Run(folder).RunAsync();
        await Run(folder).RunAsync();
        Assert.Equal(["ran", "ran"], Log(folder));
    }

    [LongFact]
    public async Task A_restored_file_that_is_edited_leaves_the_cache_alone()
    {
        using var folder = Project("1");
        await Run(folder).RunAsync();
        for (var round = 0; round < 2; round++)
        {
            System.IO.File.AppendAllText(folder["build/out"], "edited in place");
            await Run(folder).PrintsSomewhere("2 tasks: 1 succeeded, 1 up-to-date").RunAsync();
            Assert.Equal("1", System.IO.File.ReadAllText(folder["build/out"]));
        }
    }

    [LongFact]
    public async Task What_fails_or_changes_its_inputs_gives_no_entry()
    {
        using var folder = new TempFolder();
        folder.Write("src", "1");
        folder.Write("dagrs.yaml", "dagrs:\n  a: { name: A, inputs: src, outputs: out, cache: true, cmd: 'cp src out; exit 1' }\n  b: { name: B, inputs: src, outputs: out2, cache: true, cmd: 'cp src out2; echo more >> src' }\n");
        await Run(folder, "-k").ExitsWith(1).RunAsync();
        Assert.False(Directory.Exists(folder["cache/v1/entries"]));
    }

    [LongFact]
    public async Task What_a_secret_stands_in_is_not_kept_and_runs_again()
    {
        using var folder = new TempFolder();
        folder.Write("src", "1");
        folder.Write("dagrs.yaml", """
            dagrs:
              login: { name: Login, secrets: [ TOKEN ], inputs: src, outputs: token, cmd: 'printf %s "$TOKEN" > token' }
              leak: { name: Leak, after: login, inputs: [ src, token ], outputs: copy, cache: true, cmd: 'cp token copy; echo ran >> log' }
              say: { name: Say, after: login, inputs: [ src, token ], outputs: said, cache: true, cmd: 'cat token; touch said' }
            """);
        await Run(folder).Environment("TOKEN", "hunter2hunter2").PrintsLine("warn   Task[name: Leak] it is not stored in the cache: 'copy' contains a secret").PrintsLine("[say] ***").RunAsync();
        System.IO.File.Delete(folder["copy"]);
        await Run(folder).Environment("TOKEN", "hunter2hunter2").RunAsync();
        Assert.Equal(["ran", "ran"], Log(folder));
        foreach (var file in Directory.EnumerateFiles(folder["cache"], "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(folder["state"], "*", SearchOption.AllDirectories)))
        {
            Assert.DoesNotContain("hunter2", System.IO.File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_default_cache_that_others_can_write_is_not_used_and_a_named_one_is()
    {
        using var folder = Project("1");
        Directory.CreateDirectory(folder["caches/dagrs"]);
        System.IO.File.SetUnixFileMode(folder["caches/dagrs"], (UnixFileMode)0x1ff);
        await new DagrsTest("--state", "state").In(folder).Environment("XDG_CACHE_HOME", folder["caches"]).ExitsWith(0)
            .ComplainsOf($"dagrs: warn: the cache '{folder["caches/dagrs"]}' is not used: other users can write to it; restrict it (chmod -R go-w), or use another one with '--cache'")
            .RunAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["caches/dagrs"]));
        await new DagrsTest("--force", "--state", "state", "--cache", "caches/dagrs").In(folder).ExitsWith(0).RunAsync();
        Assert.Single(Log(folder).Distinct());
        Assert.NotEmpty(Directory.EnumerateFileSystemEntries(folder["caches/dagrs"]));
    }

    private static TempFolder Project(string source)
    {
        var folder = new TempFolder();
        folder.Write("dagrs.yaml", File);
        folder.Write("src", source);
        return folder;
    }

    private static DagrsTest Run(TempFolder folder, params string[] more) =>
        new DagrsTest(["--state", "state", .. more]).In(folder).Environment("DAGRS_CACHE", folder["cache"]);

    private static string[] Log(TempFolder folder) => System.IO.File.ReadAllLines(folder["log"]);
}
