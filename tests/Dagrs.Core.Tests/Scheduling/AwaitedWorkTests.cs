using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Scheduling;

#pragma warning disable CA2012 // a ValueTask that nobody awaits is what is tested here

/// <summary>Asynchronous work of whatever form is over when it is over, and what it throws is its failure. One test for each way to write it.</summary>
public sealed class AwaitedWorkTests
{
    private const int Patience = 300_000; // ms; a hang

    private static readonly IReadOnlyDictionary<string, Func<DagBuilder, TaskNode<int>, TaskNode>> Failing = new Dictionary<string, Func<DagBuilder, TaskNode<int>, TaskNode>>
    {
        ["task"] = (graph, _) => graph.Add("x", () => FailAsync()),
        ["task with value"] = (graph, _) => graph.Add("x", () => FailAsync(1)),
        ["value task"] = (graph, _) => graph.Add("x", () => FailValueAsync()),
        ["value task with value"] = (graph, _) => graph.Add("x", () => FailValueAsync(1)),
        ["value task by its name"] = (graph, _) => graph.Add("x", FailValueAsync),
        ["async lambda"] = (graph, _) => graph.Add("x", async () => { await Task.Yield(); Fail(); }),
        ["async lambda with value"] = (graph, _) => graph.Add("x", async () => { await Task.Yield(); Fail(); return 1; }),
        ["context, task"] = (graph, _) => graph.Add("x", context => FailAsync(context.Attempt)),
        ["context, value task"] = (graph, _) => graph.Add("x", context => FailValueAsync(context.Attempt)),
        ["context, async lambda"] = (graph, _) => graph.Add("x", async context => { await Task.Yield(); Fail(context.Attempt); }),
        ["token, task"] = (graph, _) => graph.Add("x", cancel => FailAsync(cancel)),
        ["token, task with value"] = (graph, _) => graph.Add("x", cancel => FailAsync(1, cancel)),
        ["token, value task"] = (graph, _) => graph.Add("x", cancel => FailValueAsync(cancel)),
        ["token, value task with value"] = (graph, _) => graph.Add("x", cancel => FailValueAsync(1, cancel)),
        ["token, async lambda"] = (graph, _) => graph.Add("x", async (CancellationToken cancel) => { await Task.Delay(1, cancel); Fail(); }),
        ["input, task"] = (graph, one) => graph.Add("x", one, value => FailAsync(value)),
        ["input, value task"] = (graph, one) => graph.Add("x", one, value => FailValue0Async(value)),
        ["input, value task with value"] = (graph, one) => graph.Add("x", one, value => FailValueAsync(value)),
        ["input, async lambda"] = (graph, one) => graph.Add("x", one, async value => { await Task.Yield(); Fail(value); }),
        ["input, token, value task"] = (graph, one) => graph.Add("x", one, (value, cancel) => FailValueAsync(value, cancel)),
        ["inputs, value task"] = (graph, one) => graph.Add("x", one, one, (a, b) => FailValueAsync(a + b)),
        ["five inputs, value task"] = (graph, one) => graph.Add("x", one, one, one, one, one, (a, b, c, d, e) => FailValueAsync(a + b + c + d + e)),
        ["eight inputs, token, value task"] = (graph, one) => graph.Add("x", one, one, one, one, one, one, one, one, (a, b, c, d, e, f, g, h, cancel) => FailValueAsync(a + h, cancel)),
        ["list, task"] = (graph, one) => graph.Add("x", [one], list => FailAsync(list.Count)),
        ["list, value task"] = (graph, one) => graph.Add("x", [one], list => FailValueAsync(list.Count)),
        ["list, token, value task"] = (graph, one) => graph.Add("x", [one], (list, cancel) => FailValueAsync(list.Count, cancel)),
        ["object that is a task"] = (graph, _) => graph.Add("x", new Func<object>(() => FailAsync())),
        ["object that is a task with value"] = (graph, _) => graph.Add("x", new Func<object>(() => FailAsync(1))),
        ["object that is a value task"] = (graph, _) => graph.Add("x", new Func<object>(() => FailValueAsync())),
        ["object that is a value task with value"] = (graph, _) => graph.Add("x", new Func<object>(() => FailValueAsync(1))),
        ["object from the context"] = (graph, _) => graph.Add("x", new Func<TaskContext, object>(_ => FailAsync())),
        ["object from an input"] = (graph, one) => graph.Add("x", one, new Func<int, object>(_ => FailAsync())),
        ["task of an object that is a task"] = (graph, _) => graph.Add("x", () => Task.FromResult<object>(FailAsync())),
        ["task of a task"] = (graph, _) => graph.Add("x", () => Task.FromResult(FailAsync())),
        ["task that is one of a task"] = (graph, _) => graph.Add("x", new Func<Task>(() => Task.FromResult(FailAsync()))),
        ["generic method"] = (graph, _) => Generic(graph, () => FailValueAsync(1)),
        ["interface of a task"] = (graph, _) => graph.Add("x", new Func<IAsyncResult>(() => FailAsync())),
        ["type of one's own"] = (graph, _) => graph.Add(new OwnTask()),
        ["action of a file"] = (graph, _) => graph.Add(new TaskSpec("x", "x", Work.From(_ => FailAsync()))),
        ["asynchronous action of a file"] = (graph, _) => graph.Add(new TaskSpec("x", "x", Work.FromAsync(async _ => { await Task.Yield(); return FailValueAsync(1); }))),
    };

    public static TheoryData<string> Forms => [.. Failing.Keys];

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Forms))]
    public async Task What_the_work_throws_after_its_first_wait_is_its_failure(string form)
    {
        var graph = new DagBuilder();
        var one = graph.Add("one", () => 1);
        var x = Failing[form](graph, one);
        var ran = false;
        graph.Add("after", () => ran = true, after: x);

        var report = await graph.Build().RunAsync();

        Assert.Equal(TaskState.Failed, report["x"].State);
        Assert.Equal("threw InvalidOperationException: no", report["x"].Words);
        Assert.False(ran);
    }

    [Fact(Timeout = Patience)]
    public async Task What_asynchronous_work_gives_is_the_value_with_its_own_type()
    {
        var graph = new DagBuilder();
        TaskNode<int> plain = graph.Add("plain", () => GiveAsync(1));
        TaskNode<int> lambda = graph.Add("lambda", async () => { await Task.Yield(); return 2; });
        TaskNode<int> token = graph.Add("token", cancel => GiveAsync(3, cancel));
        TaskNode<int> sync = graph.Add("sync", cancel => cancel.CanBeCanceled ? 4 : 0);
        TaskNode<int> sum = graph.Add("sum", plain, lambda, (a, b) => GiveAsync(a + b));
        TaskNode<int> all = graph.Add("all", [plain, lambda, token, sync], list => GiveAsync(list.Sum()));
        TaskNode<object> hidden = graph.Add("hidden", new Func<object>(() => GiveAsync(5)));
        TaskNode<object> hiddenTask = graph.Add("hidden task", new Func<object>(() => GiveAsync(6).AsTask()));
        TaskNode<object> nothing = graph.Add("nothing", new Func<object>(() => Task.Delay(1)));
        TaskNode<ValueTask<int>> generic = Generic(graph, () => GiveAsync(7));
        TaskNode<Task<int>> outer = graph.Add("outer", () => Task.FromResult(GiveAsync(8).AsTask()));

        var report = await graph.Build().RunAsync();

        Assert.True(report.Succeeded, string.Join('\n', report.FailedTasks.Select(failed => failed.Words)));
        Assert.Equal([1, 2, 3, 4, 3, 10], new[] { plain, lambda, token, sync, sum, all }.Select(report.GetValue));
        Assert.Equal([5, 6, null], new[] { hidden, hiddenTask, nothing }.Select(report.GetValue));
        Assert.Equal(7, await report.GetValue(generic));
        Assert.Equal(8, await report.GetValue(outer));
    }

    [Fact(Timeout = Patience)]
    public async Task Work_with_a_token_alone_is_asked_to_end()
    {
        var graph = new DagBuilder();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        graph.Add("waits", async cancel => { begun.SetResult(); await Task.Delay(Timeout.Infinite, cancel); });
        using var stop = new CancellationTokenSource();

        var run = graph.Build().RunAsync(cancel: stop.Token);
        await begun.Task;
        await stop.CancelAsync();

        Assert.Equal(TaskState.Canceled, (await run)["waits"].State);
    }

    [Fact(Timeout = Patience)]
    public async Task What_a_value_task_of_a_pool_gives_is_taken_once()
    {
        var graph = new DagBuilder();
        var source = new OnceSource();
        var x = graph.Add("x", new Func<object>(() => new ValueTask<int>(source, 0)));

        var report = await graph.Build().RunAsync();

        Assert.Equal(9, report.GetValue(x));
        Assert.Equal(1, source.Taken);
    }

    private static TaskNode<T> Generic<T>(DagBuilder graph, Func<T> run) => graph.Add("x", run);

    private static void Fail(int number = 0) => throw new InvalidOperationException(number < 0 ? "never" : "no");

    private static async Task FailAsync(CancellationToken cancel = default)
    {
        await Task.Delay(1, cancel);
        Fail();
    }

    private static async Task<int> FailAsync(int number, CancellationToken cancel = default)
    {
        await Task.Delay(1, cancel);
        Fail(number);
        return number;
    }

    private static ValueTask FailValueAsync() => FailValueAsync(CancellationToken.None);

    private static ValueTask FailValue0Async(int number) => number < 0 ? default : FailValueAsync();

    private static async ValueTask FailValueAsync(CancellationToken cancel)
    {
        await Task.Delay(1, cancel);
        Fail();
    }

    private static async ValueTask<int> FailValueAsync(int number, CancellationToken cancel = default)
    {
        await Task.Delay(1, cancel);
        Fail(number);
        return number;
    }

    private static async ValueTask<int> GiveAsync(int number, CancellationToken cancel = default)
    {
        await Task.Delay(1, cancel);
        return number;
    }

    private sealed class OwnTask : IDagTask<object>
    {
        public string Name => "x";

        public ValueTask<object> RunAsync(TaskContext context) => new(FailAsync());
    }

    private sealed class OnceSource : System.Threading.Tasks.Sources.IValueTaskSource<int>
    {
        public int Taken { get; private set; }

        public int GetResult(short token)
        {
            Taken++;
            return 9;
        }

        public System.Threading.Tasks.Sources.ValueTaskSourceStatus GetStatus(short token) => System.Threading.Tasks.Sources.ValueTaskSourceStatus.Succeeded;

        public void OnCompleted(Action<object?> continuation, object? state, short token, System.Threading.Tasks.Sources.ValueTaskSourceOnCompletedFlags flags) => continuation(state);
    }
}
