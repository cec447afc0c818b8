using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>Services in a watch: they live across rounds while what they are and what they come after are unchanged.</summary>
public sealed class ServiceWatchTests
{
    private const int Patience = 330_000; // ms, more than a test waits for one thing: that says what it has seen

    private const string Yaml = """
        dagrs:
          init: { name: Init, inputs: seed, outputs: data, cmd: "cp seed data; echo init >> ran" }
          srv:
            name: Server
            service: true
            after: init
            cmd: "echo start >> ran; trap 'echo stop >> ran; exit' TERM; echo up; while :; do sleep 0.05; done"
            ready: { log: up }
          t: { name: T, after: srv, inputs: src, outputs: out, cmd: "cp src out; echo t >> ran" }
        """;

    [LongFact(Timeout = Patience)]
    public async Task It_goes_on_while_only_what_needs_it_runs_again()
    {
        using var folder = Project();
        await using var running = Watch(folder);
        await WaitForAsync(running, folder, "init start t");
        await EditAsync(running, folder, round: 1, "src", "init start t t");
        await EditAsync(running, folder, round: 2, "src", "init start t t t");
        await EndAsync(running, folder, "init start t t t stop");
    }

    [LongFact(Timeout = Patience)]
    public async Task It_is_stopped_before_what_it_comes_after_runs_again()
    {
        using var folder = Project();
        await using var running = Watch(folder);
        await WaitForAsync(running, folder, "init start t");
        await EditAsync(running, folder, round: 1, "seed", "init start t stop init");
        await EditAsync(running, folder, round: 2, "src", "init start t stop init start t");
        await EndAsync(running, folder, "init start t stop init start t stop");
    }

    [LongFact(Timeout = Patience)]
    public async Task It_is_another_one_when_its_definition_is()
    {
        using var folder = Project();
        await using var running = Watch(folder);
        await WaitForAsync(running, folder, "init start t");
        await running.WaitForErrorAsync("dagrs: watching");
        folder.Replace("dagrs.yaml", Yaml.Replace("echo up;", "echo  up;", StringComparison.Ordinal));
        await WaitForAsync(running, folder, "init start t stop start t");
        await EndAsync(running, folder, "init start t stop start t stop");
    }

    [LongFact(Timeout = Patience)]
    public async Task One_that_is_named_lives_until_the_watch_ends()
    {
        using var folder = Project();
        await using var running = DagrsTest.Of(Yaml, "-w", "srv").In(folder).PrintsSomewhere("2 tasks: 2 succeeded").ComplainsOf("dagrs: watching").Start();
        await running.WaitForErrorAsync("dagrs: watching");
        await EndAsync(running, folder, "init start stop");
    }

    private static TempFolder Project()
    {
        var folder = new TempFolder();
        folder.Write("seed", "1");
        folder.Write("src", "1");
        return folder;
    }

    private static RunningDagrs Watch(TempFolder folder) => DagrsTest.Of(Yaml, "-w").In(folder).PrintsSomewhere("3 tasks: 3 succeeded").ComplainsOf("dagrs: watching").Start();

    private static async Task EditAsync(RunningDagrs running, TempFolder folder, int round, string file, string ran)
    {
        await running.WaitForErrorAsync("dagrs: watching", round); // the one before is over
        folder.Replace(file, ran); // something else each time
        await WaitForAsync(running, folder, ran);
    }

    private static async Task EndAsync(RunningDagrs running, TempFolder folder, string ran)
    {
        await running.SignalAsync("INT");
        await running.EndAsync();
        Assert.Equal(ran, Ran(folder));
    }

    private static Task WaitForAsync(RunningDagrs running, TempFolder folder, string ran) => running.WaitUntilAsync(() => Ran(folder) == ran, $"'{ran}'");

    private static string Ran(TempFolder folder) => folder.Has("ran") ? folder.Read("ran").ReplaceLineEndings(" ").TrimEnd() : "";
}
