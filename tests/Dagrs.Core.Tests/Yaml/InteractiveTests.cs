using Dagrs.Core.Definition;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>A task with the terminal: its key, whose outputs nobody can have, and that one runs at a time.</summary>
public sealed class InteractiveTests
{
    [Fact]
    public void The_key_is_read()
    {
        var dag = TaskFile.Resolve("dagrs: { a: { name: A, interactive: true, cmd: x }, b: { name: B, interactive: false, cmd: x }, c: { name: C, cmd: x } }");

        Assert.Equal([true, false, false], dag.Tasks.OrderBy(task => task.Position).Select(task => task.Settings.Interactive));
        Assert.True(dag.HasInteractive);
        Assert.False(TaskFile.Resolve("dagrs: { b: { name: B, interactive: false, cmd: x } }").HasInteractive);
    }

    [Fact]
    public void A_group_cannot_have_it() =>
        Assert.Equal(ProblemCode.GroupKey, Assert.Single(TaskFile.Problems("dagrs: { a: { name: A, cmd: x }, g: { name: G, after: a, interactive: true } }")).Code);

    [Theory]
    [InlineData("echo $1", 1)]
    [InlineData("echo \"${1}\"", 1)]
    [InlineData("echo ${1:-none}", 1)]
    [InlineData("printf '%s\\n' \"$1\"", 1)]
    [InlineData("for f in a b; do echo $f $1; done", 1)]
    [InlineData("test -n \"$(echo $1)\" && echo $1", 1)]
    public void Its_output_is_no_argument_of_others(string script, int number)
    {
        var problem = Assert.Single(TaskFile.Problems($"dagrs:\n  ask: {{ name: Ask, interactive: true, cmd: x }}\n  b:\n    name: B\n    after: [ ask ]\n    cmd: |\n      {script}\n"));

        Assert.Equal(ProblemCode.NoCapturedOutput, problem.Code);
        Assert.Equal($"'${number}' in 'cmd' of task 'b' is the output of 'ask', which has the terminal ('interactive: true'), so it is not captured; write it to a file instead", problem.Message);
    }

    [Theory]
    [InlineData("echo '$1'")]
    [InlineData("echo \\$1")]
    [InlineData("echo $2")]
    [InlineData("f() { echo $1; }; f x")]
    [InlineData("set -- x; echo $1")]
    [InlineData("echo # $1")]
    [InlineData("awk '{ print $1 }' file")]
    public void A_text_that_means_something_else_is_fine(string script) =>
        TaskFile.Resolve($"dagrs:\n  ask: {{ name: Ask, interactive: true, cmd: x }}\n  o: {{ name: O, cmd: x }}\n  b:\n    name: B\n    after: [ ask, o ]\n    cmd: |\n      {script}\n");

    [Fact]
    public void It_is_told_once_for_all_of_a_matrix()
    {
        var problem = Assert.Single(TaskFile.Problems("dagrs: { o: { name: O, cmd: x }, ask: { name: Ask, interactive: true, cmd: x }, b: { name: B, matrix: { k: [ a, b ] }, after: [ o, ask ], cmd: 'echo $2' } }"));

        Assert.StartsWith("'$2' in 'cmd' of task 'b", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_code_it_is_for_commands_and_its_output_is_nobodys()
    {
        var builder = new DagBuilder();
        var ask = builder.Add("ask", new Command.Shell("x"), new TaskOptions { Interactive = true });

        Assert.Contains("'Interactive' is for commands", Assert.Throws<ArgumentException>(() => builder.Add("f", () => 1, new TaskOptions { Interactive = true })).Message, StringComparison.Ordinal);
        Assert.Contains("uses the output of 'ask', which has the terminal", Assert.Throws<ArgumentException>(() => builder.Add("b", new Command.Shell("echo $1"), null, ask)).Message, StringComparison.Ordinal);
        Assert.Contains("the output of 'ask' is not captured", Assert.Throws<ArgumentException>(() => builder.Add("c", ask, text => text.Length)).Message, StringComparison.Ordinal);
        Assert.Equal(2, builder.Add("d", new Command.Shell("echo"), null, ask).Index + 1);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task One_runs_at_a_time_and_others_beside_it(int slots)
    {
        var builder = new DagBuilder();
        for (var i = 0; i < 5; i++)
        {
            builder.Add($"ask{i}", new Command.Shell("x"), new TaskOptions { Interactive = true });
            builder.Add($"other{i}", new Command.Shell("x"), new TaskOptions { Resources = new Dictionary<string, long> { ["db"] = 1 } });
        }

        var executor = new Counting();
        var report = await builder.Build().RunAsync(new RunOptions { Executor = executor, Parallelism = slots, Resources = new Dictionary<string, long> { ["db"] = 5 } });

        Assert.Equal(10, report.Count(TaskState.Succeeded));
        Assert.Equal(1, executor.MostInteractive);
        Assert.True(executor.Most <= slots);
        Assert.Equal(5, executor.Interactive);
    }

    [Fact]
    public void Nobody_sees_a_resource_of_it()
    {
        var builder = new DagBuilder();
        builder.Add("ask", new Command.Shell("x"), new TaskOptions { Interactive = true });
        var pool = new ResourcePool(builder.Build(), 2, () => throw new InvalidOperationException("nobody takes memory"), Resources.None);

        Assert.Empty(pool.FreeByName());
        Assert.Equal([(2, 1L), (ResourcePool.Cpus, 1L)], pool.DemandsOf(0).ToArray().Select(demand => (demand.Resource, demand.Amount)));
    }

    private sealed class Counting : IExecutor
    {
        private readonly Lock _gate = new();
        private int _running;
        private int _interactive;

        public int Most { get; private set; }

        public int MostInteractive { get; private set; }

        public int Interactive { get; private set; }

        public async Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
        {
            Count(1, invocation.Interactive);
            await Task.Delay(10);
            Count(-1, invocation.Interactive);
            return Outcome.Success;
        }

        public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);

        private void Count(int change, bool isInteractive)
        {
            lock (_gate)
            {
                _running += change;
                _interactive += isInteractive ? change : 0;
                Interactive += isInteractive && change > 0 ? 1 : 0;
                (Most, MostInteractive) = (Math.Max(Most, _running), Math.Max(MostInteractive, _interactive));
            }
        }
    }
}
