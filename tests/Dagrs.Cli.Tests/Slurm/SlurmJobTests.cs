using System.Text;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>A task as a job: its name, its files, what goes in and what comes out.</summary>
public sealed class SlurmJobTests(SlurmClusters clusters) : SlurmTest(clusters)
{
    private const string Waits = "dagrs: { a: { name: A, retry: 1, cmd: 'echo first; until [ -e go ]; do sleep 0.1; done; echo last; [ -e again ] || { touch again; rm go; exit 1; }' } }";

    [SlurmTheory]
    [InlineData("", ".dagrs/slurm")]
    [InlineData("of/runs", "of/runs")]
    public async Task Its_files_are_nobody_elses_and_gone_at_the_end_and_output_is_shown_while_it_runs(string asked, string folder)
    {
        await using var running = RunOf(Waits, asked.Length > 0 ? ["--run-dir", asked] : []).Environment("TOKEN", "sesame-42").Start();
        await running.WaitForAsync("[a] first");
        var run = Assert.Single(RunFolders(folder));
        var job = Assert.Single(await Cluster.QueueAsync()).Split('|');
        Assert.Equal(("RUNNING", "dagrs-" + Path.GetFileName(run), "a.1"), (job[1], job[2], job[3]));
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(run));
        Assert.NotEmpty(Directory.GetFiles(run, "*", SearchOption.AllDirectories));
        Assert.All(Directory.GetFiles(run, "*", SearchOption.AllDirectories), file => Assert.Equal((file, (UnixFileMode)0), (file, File.GetUnixFileMode(file) & others)));

        Folder.Write("go", "");
        await running.WaitUntilAsync(() => Folder.Has("again") && !Folder.Has("go"), "the end of the first attempt");
        await running.WaitUntilAsync(() => Cluster.QueueAsync().Result.Any(queued => queued.Split('|')[3] == "a.2"), "a job of the second attempt");
        Folder.Write("go", "");
        Assert.Equal(["first", "last", "first", "last"], (await running.EndAsync()).LinesOf("a"));
        Assert.Empty(RunFolders(folder));
    }

    [SlurmFact]
    public async Task Variables_arrive_as_they_are_and_nothing_of_the_callers_reaches_the_command_that_submits()
    {
        Folder.WriteProgram("shims/sbatch", $"env | grep -E '^(SLURM|SBATCH)_' | grep -v '^SLURM_CONF=' >> \"{Folder["seen"]}\"\nexec {Program("sbatch")} \"$@\"\n");
        var ran = await RunOf(
            """
            env: { COMMAS: "a,b=c,,d", QUOTES: "it's \"so\" $HOME `x` \\", LINES: "one\n\ntwo\n", EMPTY: "", BLANKS: "  two  blanks  " }
            dagrs:
              a:
                name: A
                cmd: |
                  printf '<%s>\n' "$COMMAS" "$QUOTES" "$EMPTY" "$BLANKS"
                  printf '%s' "$LINES" | od -An -tx1
                  printf '%s' "$ODD" | od -An -tx1
                  echo "$DAGRS_TASK $DAGRS_ATTEMPT $GIVEN"
            """)
            .Through("sh", "-c", "ODD=$(printf '\\377b'); export ODD; exec \"$@\"", "sh")
            .Environment("GIVEN", "by the caller")
            .Environment("SBATCH_PARTITION", "nonsense")
            .Environment("SBATCH_TIMELIMIT", "nonsense")
            .Environment("SLURM_PARTITION", "nonsense")
            .Environment("SLURM_JOB_ID", "1")
            .Environment("SLURM_EXPORT_ENV", "NONE")
            .RunAsync();
        Assert.Equal(
            ["<a,b=c,,d>", "<it's \"so\" $HOME `x` \\>", "<>", "<  two  blanks  >", " 6f 6e 65 0a 0a 74 77 6f 0a", " ff 62", "a 1 by the caller"],
            ran.LinesOf("a"));
        Assert.Equal("", Folder.Has("seen") ? Folder.Read("seen") : "");
    }

    [SlurmFact]
    public async Task A_second_run_finds_all_up_to_date()
    {
        const string yaml = "dagrs: { a: { name: A, inputs: in, outputs: out, cmd: cp in out }, b: { name: B, after: a, inputs: out, outputs: end, cmd: cp out end } }";
        Folder.Write("in", "1");
        Assert.Equal(2, (await RunOf(yaml).RunAsync()).Counts["succeeded"]);
        Assert.Equal(2, (await RunOf(yaml).RunAsync()).Counts["up-to-date"]);
        Assert.Equal(2, (await Free(DagrsTest.Of(yaml)).RunAsync()).Counts["up-to-date"]); // where it runs is no reason
    }

    [SlurmFact]
    public async Task Secrets_are_masked_and_in_no_file_that_stays()
    {
        await RunOf(
            """
            secrets: [ TOKEN ]
            dagrs:
              a: { name: A, secrets: [ TOKEN ], cmd: 'echo "it is $TOKEN"' }
              b: { name: B, cmd: 'echo "none: $TOKEN."' }
            """).Environment("TOKEN", "sesame-42").PrintsLine("[a] it is ***").PrintsLine("[b] none: .").RunAsync();
        var files = new[] { Folder.Path, Folder.State }.SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Assert.All(files, file => Assert.DoesNotContain("sesame-42", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [SlurmFact]
    public async Task What_a_task_asks_for_becomes_flags()
    {
        Note("sbatch");
        await RunOf(
            """
            slurm: { account: theory, qos: normal, extra: [ "--nice=10" ] }
            defaults: { slurm: { partition: one } }
            dagrs:
              a: { name: A, resources: { cpus: 2, memory: 150MB }, cmd: 'echo "$(nproc) $SLURM_CPUS_PER_TASK $SLURM_MEM_PER_NODE"' }
              b: { name: B, resources: { gpus: 1 }, slurm: { partition: batch, extra: [ "--exclude=n1", "--nice=20" ] }, cmd: echo b }
            """).RunAsync();
        var (a, b) = (Assert.Single(Calls("sbatch"), call => call.Contains("a.1", StringComparison.Ordinal)), Assert.Single(Calls("sbatch"), call => call.Contains("b.1", StringComparison.Ordinal)));
        Assert.Matches("(-p|--partition)[ =]one ", a);
        Assert.Matches("(-c|--cpus-per-task)[ =]2 ", a);
        Assert.Matches("--mem[ =][0-9]+[KM] ", a);
        Assert.Matches("(-p|--partition)[ =]batch ", b);
        Assert.Matches("--gres[ =]gpu:1 ", b);
        Assert.Contains("--exclude=n1 --nice=20", b, StringComparison.Ordinal);
        Assert.All([a, b], call =>
        {
            Assert.Matches("(-A|--account)[ =]theory ", call);
            Assert.Matches("(-q|--qos)[ =]normal ", call);
            Assert.Contains("--parsable", call, StringComparison.Ordinal);
            Assert.Contains("--no-requeue", call, StringComparison.Ordinal);
        });
        Assert.Contains("--nice=10", a, StringComparison.Ordinal);
        Assert.DoesNotContain("--nice=10", b, StringComparison.Ordinal);
    }

    [SlurmFact]
    public async Task Two_hundred_are_there_at_once_whatever_the_number_of_slots_and_no_more_than_the_file_allows()
    {
        var tasks = string.Concat(Enumerable.Range(1, 12).Select(number => $"  t{number}: {{ name: T, cmd: 'until [ -e go ]; do sleep 0.1; done' }}\n"));
        await using (var running = RunOf("dagrs:\n" + tasks, "-j1").Start())
        {
            await running.WaitUntilAsync(() => Cluster.QueueAsync().Result.Length == 12, "all jobs");
            Folder.Write("go", "");
            await running.EndAsync();
        }

        File.Delete(Folder["go"]);
        await using var bounded = RunOf("slurm: { max-jobs: 3 }\ndagrs:\n" + tasks).Start();
        await bounded.WaitUntilAsync(() => Cluster.QueueAsync().Result.Length == 3, "three jobs");
        await Task.Delay(TimeSpan.FromSeconds(2)); // in which a fourth would be seen
        Assert.Equal(3, (await Cluster.QueueAsync()).Length);
        Folder.Write("go", "");
        Assert.Equal(12, (await bounded.EndAsync()).Counts["succeeded"]);
    }

    [SlurmFact]
    public async Task The_queue_is_asked_for_once_in_five_seconds_at_most()
    {
        Note("squeue");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var ran = await RunOf("dagrs:\n" + string.Concat(Enumerable.Range(1, 100).Select(number => $"  t{number}: {{ name: T, cmd: 'sleep 1' }}\n"))).RunAsync();
        Assert.Equal(100, ran.Counts["succeeded"]);
        Assert.InRange(Calls("squeue").Length, 0, (clock.Elapsed.TotalSeconds / 5) + 2);
        await AssertNothingIsLeftAsync();
    }
}
