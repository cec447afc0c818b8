using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>The keys <c>executor</c> and <c>slurm</c>: where they stand, which of several counts, what is refused.</summary>
public sealed class ClusterTests
{
    private const string Tasks = "\ndagrs: { a: { name: A, cmd: x } }\n";

    [Fact]
    public void The_nearest_word_counts_key_by_key()
    {
        const string File = """
            executor: slurm
            slurm: { partition: top, account: top, qos: top, max-jobs: 9, node-failures: 9, extra: [ --top ] }
            defaults: { executor: cliwrap, slurm: { partition: defaults, account: defaults, max-jobs: 5, extra: [ --defaults, --more ] } }
            dagrs:
              a: { name: A, cmd: x }
              b: { name: B, cmd: x, executor: direct, slurm: { partition: own, node-failures: 0, extra: [] } }
            """;

        Assert.Equal("CliWrap defaults defaults top 5 9 --defaults --more", Shown(TaskFile.Task(File, "a")));
        Assert.Equal("Direct own defaults top 5 0", Shown(TaskFile.Task(File, "b")));
        Assert.Equal(ExecutorKind.Slurm, TaskFile.Read(File).Executor!.Value.Value);
    }

    [Fact]
    public void Where_nothing_is_said_nothing_is_asked() => Assert.Equal("- nothing", Shown(TaskFile.Task(Tasks, "a")));

    [Fact]
    public void Values_may_hold_expressions()
    {
        const string File = """
            params: { queue: short, most: 7 }
            slurm: { partition: "${{ params.queue }}", account: "a-${{ params.queue }}", qos: "${{ params.queue }}", extra: [ "--top=${{ params.queue }}" ] }
            defaults: { slurm: { account: plain, max-jobs: "${{ params.most }}" } }
            dagrs:
              a: { name: A, cmd: x, matrix: { n: [ one ] }, slurm: { qos: "${{ matrix.n }}", node-failures: "${{ params.most }}", extra: [ --exclusive, "--nice=${{ params.most }}" ] } }
              b: { name: B, cmd: x, slurm: { max-jobs: 3 } }
            """;

        Assert.Equal("- short plain one 7 7 --exclusive --nice=7", Shown(Of(File, "a[n=one]")));
        Assert.Equal("- long plain long 3 - --top=long", Shown(Of(File, "b", ("queue", "long"))));
    }

    [Theory]
    [InlineData("max-jobs", "0", "4:45 'slurm.max-jobs' of task 'a': '0' is not a whole number from 1 to 1000000")]
    [InlineData("node-failures", "-1", "4:50 'slurm.node-failures' of task 'a': '-1' is not a whole number from 0 to 1000000")]
    [InlineData("partition", " ", "4:46 'slurm.partition' of task 'a': ' ' is empty once evaluated")]
    [InlineData("extra", "--wrap=x", "4:42 'slurm.extra' of task 'a': '--wrap=x' is not allowed, because dagrs controls its jobs: the job runs the task's 'cmd'")]
    public void A_value_that_comes_out_wrong_is_told(string key, string value, string line)
    {
        var wrong = Assert.Throws<InvalidFileException>(() => Of($"params:\n  v: x\ndagrs:\n  a: {{ name: A, cmd: x, slurm: {{ {key}: \"${{{{ params.v }}}}\" }} }}\n", "a", ("v", value)));

        Assert.Equal([line], wrong.Problems.Select(TaskFile.Line));
    }

    [Fact]
    public void What_hangs_on_another_task_is_not_known_in_time() =>
        Assert.StartsWith("1:", TaskFile.OnlyProblem("dagrs: { a: { name: A, cmd: x, results: r }, b: { name: B, cmd: x, after: a, slurm: { partition: \"${{ tasks.a.results.r }}\" } } }"), StringComparison.Ordinal);

    [Theory]
    [InlineData("executor: slrum", "1:11 'executor' must be one of 'direct', 'cliwrap', 'slurm', not 'slrum' [slurm]")]
    [InlineData("slurm: [ a ]", "1:8 'slurm' must be a mapping, not a list")]
    [InlineData("slurm: { queue: a }", "1:10 unknown key 'queue' in 'slurm'")]
    [InlineData("slurm: { partition: '' }", "1:21 'slurm.partition' is empty")]
    [InlineData("slurm: { qos: [ a ] }", "1:15 'slurm.qos' must be a string, not a list")]
    [InlineData("slurm: { max-jobs: [ 1 ] }", "1:20 'slurm.max-jobs' must be a whole number, not a list")]
    [InlineData("slurm: { max-jobs: 0 }", "1:20 'slurm.max-jobs': '0' is not a whole number from 1 to 1000000")]
    [InlineData("slurm: { max-jobs: many }", "1:20 'slurm.max-jobs': 'many' is not a whole number from 1 to 1000000")]
    [InlineData("slurm: { node-failures: -1 }", "1:25 'slurm.node-failures': '-1' is not a whole number from 0 to 1000000")]
    [InlineData("slurm: { extra: { a: b } }", "1:17 'slurm.extra' must be a list or a string, not a mapping")]
    public void What_is_wrong_is_told(string entry, string line) => Assert.Equal([line], TaskFile.Wrong(entry + Tasks));

    [Theory]
    [InlineData("-a", "each task is one job; use a 'matrix'")]
    [InlineData("-a1-10", "each task is one job; use a 'matrix'")]
    [InlineData("--array=1-3", "each task is one job; use a 'matrix'")]
    [InlineData("--arr=1-3", "each task is one job; use a 'matrix'")] // the command takes it for the whole
    [InlineData("--wrap=ls", "the job runs the task's 'cmd'")]
    [InlineData("-W", "dagrs waits for its jobs itself; remove it")]
    [InlineData("-vW", "dagrs waits for its jobs itself; remove it")]
    [InlineData("--wait", "dagrs waits for its jobs itself; remove it")]
    [InlineData("--test-only", "nothing would run; use 'dagrs plan'")]
    [InlineData("-Jx", "it identifies the job; use the task's 'name' for people")]
    [InlineData("--job-name=x", "it identifies the job; use the task's 'name' for people")]
    [InlineData("--comment=x", "it identifies the job; use the task's 'name' for people")]
    [InlineData("-D", "use 'dir'")]
    [InlineData("--chdir=/x", "use 'dir'")]
    [InlineData("-o", "dagrs reads the output; redirect it in 'cmd'")]
    [InlineData("--output=x", "dagrs reads the output; redirect it in 'cmd'")]
    [InlineData("-e", "dagrs reads the output; redirect it in 'cmd'")]
    [InlineData("--error=x", "dagrs reads the output; redirect it in 'cmd'")]
    [InlineData("-i", "redirect the input in 'cmd'")]
    [InlineData("--input=x", "redirect the input in 'cmd'")]
    [InlineData("--requeue", "use 'retry' and 'node-failures'")]
    [InlineData("--export=A", "use 'env'")]
    [InlineData("--parsable", "dagrs sets it itself; remove it")]
    [InlineData("--", "remove it")]
    public void A_word_by_which_jobs_would_be_lost_is_refused_with_its_mend(string word, string mend) =>
        Assert.Equal([$"1:19 'slurm.extra': '{word}' is not allowed, because dagrs controls its jobs: {mend}"], TaskFile.Wrong($"slurm: {{ extra: [ '{word}' ] }}{Tasks}"));

    [Theory]
    [InlineData("--wait-all-nodes=1")]
    [InlineData("--export-file=x")]
    [InlineData("--exclusive")]
    [InlineData("--exclude=node1")]
    [InlineData("--array-x")]
    [InlineData("-pshort")]
    [InlineData("-wnode")] // the name begins with a letter that is one elsewhere
    [InlineData("-C")]
    [InlineData("short")]
    public void Other_words_are_taken(string word) => Assert.Empty(TaskFile.Wrong($"slurm: {{ extra: [ {word} ] }}{Tasks}"));

    // They run here, or there is nothing to run.
    [Fact]
    public void A_service_a_task_with_the_terminal_and_a_group_may_say_it() => Assert.Empty(TaskFile.Wrong("""
        dagrs:
          a: { name: A, cmd: x, service: true, executor: slurm, slurm: { partition: p } }
          b: { name: B, cmd: x, interactive: true, executor: slurm, slurm: { partition: p } }
          c: { name: C, after: [ b ], executor: slurm, slurm: { partition: p } }
        """));

    [Fact]
    public void An_included_file_has_its_own_and_below_that_what_stands_at_the_top_of_the_file_that_is_run()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.yaml", "params: { p: inner }\nslurm: { qos: \"${{ params.p }}\" }\nexecutor: slurm\ndagrs: { in: { name: In, cmd: x } }\n");
        folder.Write("middle.yaml", "include: { file: inner.yaml, as: i }\nslurm: { account: middle, qos: middle }\ndefaults: { slurm: { qos: defaults, extra: [ --middle ] } }\ndagrs: { mid: { name: Mid, cmd: x } }\n");
        var path = folder.Write("dagrs.yaml", "params: { p: root }\ninclude: { file: middle.yaml, as: m }\nslurm: { partition: \"${{ params.p }}\", account: root, qos: root, max-jobs: 4 }\ndefaults: { slurm: { node-failures: 1 } }\nexecutor: cliwrap\ndagrs: { out: { name: Out, cmd: x } }\n");
        var tasks = Resolver.Select(WorkflowFile.Read(path, path), new Selection(), new RunInput()).Dag.Tasks.ToDictionary(task => task.Id);

        Assert.Equal("- root root root 4 1", Shown(tasks["out"]));
        Assert.Equal("- root middle defaults 4 - --middle", Shown(tasks["m:mid"]));
        Assert.Equal("Slurm root root inner 4 -", Shown(tasks["m:i:in"]));
    }

    [Fact]
    public void What_is_wrong_at_the_top_of_the_file_that_is_run_is_told_there_and_once()
    {
        using var folder = new TemporaryFolder();
        folder.Write("inner.yaml", "dagrs: { in: { name: In, cmd: x } }\n");
        var path = folder.Write("dagrs.yaml", "params: { n: none }\ninclude: inner.yaml\nslurm: { max-jobs: \"${{ params.n }}\" }\n");

        var wrong = Assert.Throws<InvalidFileException>(() => Resolver.Select(WorkflowFile.Read(path, path), new Selection(), new RunInput()));

        var problem = Assert.Single(wrong.Problems);
        Assert.Equal("3:21 'slurm.max-jobs' of task 'in': 'none' is not a whole number from 1 to 1000000", TaskFile.Line(problem));
        Assert.Equal(path, (problem.Source ?? wrong.Text).Path);
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("executor: slurm", "", true)]
    [InlineData("executor: direct", "", true)] // '--executor slurm' is stronger
    [InlineData("", "executor: slurm, ", true)]
    [InlineData("", "executor: direct, ", false)]
    [InlineData("defaults: { executor: cliwrap }", "", false)]
    [InlineData("defaults: { executor: cliwrap }", "executor: slurm, ", true)]
    [InlineData("", "interactive: true, ", false)]
    public void Graphics_processors_need_no_declaration_unless_the_task_is_to_stay_here(string top, string key, bool isFine)
    {
        var text = $"{top}\ndagrs: {{ a: {{ name: A, cmd: x, {key}resources: {{ gpus: 2 }} }} }}";
        if (isFine)
        {
            Assert.Equal(2, TaskFile.Task(text, "a").Settings.Resources["gpus"]);
        }
        else
        {
            Assert.Equal("2:10 task 'a' needs 'gpus', which is not declared; declare it at the top, as in resources: { gpus: 2 }", TaskFile.OnlyProblem(text));
        }
    }

    [Fact]
    public void A_run_cannot_have_one_that_runs_here_and_takes_what_nobody_declared()
    {
        var dag = TaskFile.Resolve("dagrs: { a: { name: A, cmd: x, resources: { gpus: 2 } }, b: { name: B, cmd: x } }");

        Assert.Null(ResourceCheck.ProblemOfGpus(dag, Resources.None, _ => true));
        Assert.Null(ResourceCheck.ProblemOfGpus(dag, new Dictionary<string, long> { ["gpus"] = 2 }, _ => false));
        Assert.Equal(
            "task 'a' needs 'gpus', which is not declared; declare it at the top, as in resources: { gpus: 2 }, or run it on a cluster: --executor slurm",
            ResourceCheck.ProblemOfGpus(dag, Resources.None, _ => false));
        Assert.Equal(long.MaxValue, new Selected(dag, []).ResourcesAhead["gpus"]);
    }

    private static TaskNode Of(string text, string id, params (string Name, string Value)[] parameters)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("dagrs.yaml", text);
        return Resolver.Select(WorkflowFile.Read(path, path), new Selection(), new RunInput { Parameters = [.. parameters] }).Dag.Tasks.Single(task => task.Id == id);
    }

    private static string Shown(TaskNode task) => $"{task.Settings.Executor?.ToString() ?? "-"} " + (task.Settings.Cluster is { } cluster
        ? string.Join(' ', [cluster.Partition ?? "-", cluster.Account ?? "-", cluster.Qos ?? "-", $"{cluster.MostJobs?.ToString() ?? "-"}", $"{cluster.NodeFailures?.ToString() ?? "-"}", .. cluster.Extra ?? []])
        : "nothing");
}
