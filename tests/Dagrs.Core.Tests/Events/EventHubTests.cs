using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Events;

/// <summary>Every event to every reporter, in one order, whatever one of them does.</summary>
public sealed class EventHubTests
{
    private const int Patience = 300_000; // ms
    private const int OneMegabyte = 1024 * 1024;

    private static readonly TaskNode Task = Nodes.One();

    [Fact(Timeout = Patience)]
    public async Task Events_come_in_the_order_published_on_one_thread()
    {
        var threads = new HashSet<int>();
        var numbers = new List<int>();
        var hub = Start([new ScriptedReporter(happened =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            if (happened is RunEvent.TaskWarned(_, var number))
            {
                numbers.Add(int.Parse(number));
            }
        })]);

        var publisher = Environment.CurrentManagedThreadId; // after the end the number of the other thread may be given to this one
        for (var i = 0; i < 10_000; i++)
        {
            hub.Publish(new RunEvent.TaskWarned(Task, $"{i}"));
        }

        await hub.CloseAsync();

        Assert.Equal(Enumerable.Range(0, 10_000), numbers);
        Assert.DoesNotContain(publisher, threads);
        Assert.Single(threads);
    }

    [Fact(Timeout = Patience)]
    public async Task After_a_while_without_news_it_is_said_that_there_is_none_and_again_after_the_next()
    {
        using var told = new SemaphoreSlim(0);
        var hub = Start(
            [new ScriptedReporter(happened =>
            {
                if (happened is RunEvent.NoNews(var time))
                {
                    Assert.Equal(TimeSpan.FromMilliseconds(20), time);
                    told.Release();
                }
            })],
            newsInterval: TimeSpan.FromMilliseconds(20));
        await told.WaitAsync();
        await told.WaitAsync();
        hub.Publish(new RunEvent.TaskStarted(Task));
        await told.WaitAsync();
        await hub.CloseAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task A_reporter_is_told_when_nothing_waits_so_that_it_shows_what_it_has()
    {
        using var pauses = new SemaphoreSlim(0);
        var hub = Start([new ScriptedReporter(happened =>
        {
            if (happened is RunEvent.Pause)
            {
                pauses.Release();
            }
        })]);
        hub.Publish(new RunEvent.TaskStarted(Task));
        await pauses.WaitAsync();
        hub.Publish(new RunEvent.TaskStarted(Task));
        await pauses.WaitAsync();
        await hub.CloseAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task One_that_does_not_ask_for_pauses_never_sees_one_while_others_do()
    {
        using var told = new SemaphoreSlim(0);
        var seen = new List<RunEvent>();
        var hub = Start(
            [new ScriptedReporter(seen.Add) { WantsPauses = false }, new ScriptedReporter(happened =>
            {
                if (happened is RunEvent.NoNews or RunEvent.Pause)
                {
                    told.Release();
                }
            })],
            newsInterval: TimeSpan.FromMilliseconds(20));
        hub.Publish(new RunEvent.TaskStarted(Task));
        for (var times = 0; times < 4; times++)
        {
            await told.WaitAsync();
        }

        await hub.CloseAsync();

        Assert.IsType<RunEvent.TaskStarted>(Assert.Single(seen));
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_reporter_nothing_happens()
    {
        var hub = Start([]);
        Assert.False(hub.IsWatched);
        hub.Publish(new RunEvent.TaskStarted(Task));
        await hub.CloseAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task A_reporter_that_throws_is_dropped_and_the_others_are_told_once()
    {
        var (before, after) = (new CollectingReporter(), new CollectingReporter());
        var calls = 0;
        var wrong = new InvalidOperationException("no space");

        await Publish(3, before, new ScriptedReporter(_ => throw (calls++ == 0 ? wrong : new NotSupportedException())), after);

        Assert.Equal(1, calls);
        var failed = new RunEvent.ReporterFailed(nameof(ScriptedReporter), wrong);
        Assert.Equal([new RunEvent.TaskWarned(Task, "0"), failed, new RunEvent.TaskWarned(Task, "1"), new RunEvent.TaskWarned(Task, "2")], before.Events);
        Assert.Equal(before.Events, after.Events);
    }

    [Fact(Timeout = Patience)]
    public async Task A_reporter_that_throws_when_it_hears_of_another_takes_no_event_from_the_rest()
    {
        var last = new CollectingReporter();
        await Publish(
            2,
            new ScriptedReporter(happened => Throw(happened is RunEvent.ReporterFailed)),
            new ScriptedReporter(_ => Throw(true)),
            last);

        Assert.Equal([new RunEvent.TaskWarned(Task, "0"), new RunEvent.TaskWarned(Task, "1")], last.Events.Where(happened => happened is not RunEvent.ReporterFailed));
        Assert.Equal(2, last.Events.OfType<RunEvent.ReporterFailed>().Count());
    }

    [Fact(Timeout = Patience)]
    public async Task A_reporter_is_told_of_the_failure_of_another_after_the_event_that_broke_it()
    {
        var after = new CollectingReporter();
        await Publish(1, new ScriptedReporter(_ => Throw(true)), after);
        Assert.Collection(after.Events, first => Assert.IsType<RunEvent.TaskWarned>(first), second => Assert.IsType<RunEvent.ReporterFailed>(second));
    }

    [Fact(Timeout = Patience)]
    public async Task When_all_reporters_have_thrown_the_run_goes_on()
    {
        await Publish(1000, new ScriptedReporter(_ => Throw(true)), new ScriptedReporter(_ => Throw(true)));
    }

    [Fact(Timeout = Patience)]
    public async Task Whoever_publishes_more_output_than_a_slow_reporter_takes_waits()
    {
        using var gate = new ManualResetEventSlim();
        var (taken, published) = (0L, 0L);
        var hub = Start([new ScriptedReporter(happened =>
        {
            gate.Wait();
            taken += happened is RunEvent.TaskOutput { Bytes.Length: var length } ? length : 0;
        })]);
        var publisher = Publisher(() =>
        {
            for (; published < 100L * OneMegabyte; published += OneMegabyte)
            {
                hub.Publish(new RunEvent.TaskOutput(Task, OutputChannel.Merged, new byte[OneMegabyte]));
            }
        });

        await Waits(publisher);
        Assert.InRange(Interlocked.Read(ref published), 1, 16 * OneMegabyte);

        // What is not output never waits: the loop of the run publishes it.
        hub.Publish(new RunEvent.TaskStarted(Task));

        gate.Set();
        publisher.Join();
        await hub.CloseAsync();
        Assert.Equal(100L * OneMegabyte, taken);
    }

    [Fact(Timeout = Patience)]
    public async Task Once_told_to_stop_waiting_nobody_waits_for_a_reporter_that_takes_nothing()
    {
        using var gate = new ManualResetEventSlim();
        var hub = Start([new ScriptedReporter(_ => gate.Wait())]);
        var publisher = Publisher(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                hub.Publish(new RunEvent.TaskOutput(Task, OutputChannel.Merged, new byte[OneMegabyte]));
            }
        });
        await Waits(publisher);

        hub.Abort();

        publisher.Join();
        await hub.CloseAsync();
        gate.Set();
    }

    private static void Throw(bool really)
    {
        if (really)
        {
            throw new InvalidOperationException("broken");
        }
    }

    private static async Task Publish(int count, params IReporter[] reporters)
    {
        var hub = Start(reporters);
        for (var i = 0; i < count; i++)
        {
            hub.Publish(new RunEvent.TaskWarned(Task, $"{i}"));
        }

        await hub.CloseAsync();
    }

    private static Thread Publisher(ThreadStart work)
    {
        var thread = new Thread(work) { IsBackground = true };
        thread.Start();
        return thread;
    }

    // A thread may wait for a moment for something else (the collector, say), so it has to wait several times in a row.
    private static async Task Waits(Thread thread)
    {
        for (var seen = 0; seen < 20;)
        {
            await System.Threading.Tasks.Task.Delay(5);
            seen = thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin) ? seen + 1 : 0;
        }
    }

    private static EventHub Start(IEnumerable<IReporter> reporters, TimeSpan? newsInterval = null)
    {
        var hub = new EventHub(reporters, newsInterval ?? TimeSpan.FromDays(30)); // more than can be waited for: none at all
        hub.Start();
        return hub;
    }
}
