using Dagrs.Core.Execution;

namespace Dagrs.Core.Tests.Execution;

/// <summary>The loop of the thread that waits for a run: what is due is done on that thread, in order, and nothing else is.</summary>
public sealed class MainLoopTests
{
    private const int Patience = 300_000;

    private readonly MainLoop _loop = new();
    private readonly TaskCompletionSource<string> _end = new();

    [Fact]
    public void It_serves_until_the_task_has_ended_and_gives_its_result()
    {
        _loop.Post(() => _end.SetResult("done"));
        Assert.Equal("done", _loop.Run(() => _end.Task));
    }

    [Fact]
    public void An_exception_of_the_task_is_thrown_as_it_is()
    {
        _loop.Post(() => _end.SetException(new FormatException("wrong")));
        Assert.Equal("wrong", Assert.Throws<FormatException>(() => _loop.Run(() => _end.Task)).Message);
    }

    [Fact]
    public void Timers_and_posted_work_run_on_the_waiting_thread_in_the_order_due()
    {
        var told = new List<string>();
        var threads = new HashSet<int>();
        using var third = Timer(60, () => Tell("third", () => _end.SetResult("")));
        using var second = Timer(30, () => Tell("second"));
        _loop.Post(() => Tell("first"));

        _loop.Run(() => _end.Task);

        Assert.Equal(["first", "second", "third"], told);
        Assert.Equal([Environment.CurrentManagedThreadId], threads);

        void Tell(string what, Action? then = null)
        {
            told.Add(what);
            threads.Add(Environment.CurrentManagedThreadId);
            then?.Invoke();
        }
    }

    [Fact]
    public void A_task_that_another_thread_ends_ends_the_loop()
    {
        var other = new Thread(() => _end.SetResult("elsewhere"));
        _loop.Post(other.Start);
        Assert.Equal("elsewhere", _loop.Run(() => _end.Task));
    }

    [Fact]
    public void A_timer_that_was_changed_or_disposed_does_not_fire()
    {
        using var never = Timer(20, () => throw new InvalidOperationException("fired"));
        using var gone = Timer(20, () => throw new InvalidOperationException("fired"));
        Assert.True(never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        gone.Dispose();
        Assert.False(gone.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        using var end = Timer(60, () => _end.SetResult(""));

        _loop.Run(() => _end.Task);
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_disposed()
    {
        var times = 0;
        ITimer? timer = null;
        timer = _loop.CreateTimer(
            _ =>
            {
                if (++times == 3)
                {
                    timer!.Dispose();
                    _loop.Post(() => _end.SetResult(""));
                }
            },
            null,
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(5));

        _loop.Run(() => _end.Task);

        Assert.Equal(3, times);
    }

    [Fact(Timeout = Patience)]
    public async Task Whoever_disposes_of_a_timer_waits_for_its_callback()
    {
        var isIn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayLeave = new ManualResetEventSlim();
        var timer = Timer(0, () =>
        {
            isIn.SetResult();
            mayLeave.Wait();
        });
        var loop = Task.Run(() => _loop.Run(() => _end.Task));
        await isIn.Task;

        var disposed = timer.DisposeAsync().AsTask();
        Assert.False(disposed.IsCompleted);
        mayLeave.Set();
        await disposed;

        _loop.Post(() => _end.SetResult(""));
        await loop;
    }

    [Fact]
    public void What_a_callback_throws_is_told_and_the_loop_goes_on()
    {
        var told = new List<string>();
        using var timer = Timer(0, () => throw new FormatException("in a timer"));
        _loop.Post(() => throw new FormatException("in posted work"));
        using var end = Timer(20, () => _end.SetResult("done"));

        Assert.Equal("done", _loop.Run(() => _end.Task, wrong => told.Add(wrong.Message)));
        Assert.Equal(["in posted work", "in a timer"], told);
    }

    [Fact]
    public void A_periodic_timer_that_has_thrown_does_not_fire_again()
    {
        var times = 0;
        using var timer = _loop.CreateTimer(
            _ =>
            {
                times++;
                throw new FormatException("wrong");
            },
            null,
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(1));
        using var end = Timer(50, () => _end.SetResult(""));

        _loop.Run(() => _end.Task, _ => { });

        Assert.Equal(1, times);
    }

    [Fact(Timeout = Patience)]
    public async Task Whoever_disposes_of_a_timer_whose_callback_throws_goes_on()
    {
        var disposed = Task.CompletedTask;
        ITimer? timer = null;
        timer = Timer(0, () =>
        {
            disposed = timer!.DisposeAsync().AsTask();
            throw new FormatException("wrong");
        });
        using var end = Timer(20, () => _end.SetResult(""));

        _loop.Run(() => _end.Task, _ => { });

        await disposed;
    }

    [Fact]
    public void Time_in_which_the_process_was_suspended_does_not_count()
    {
        var fired = false;
        using var timer = Timer(200, () => fired = true);
        var before = _loop.GetTimestamp();
        var waited = new ManualResetEventSlim();
        _loop.Suspend(() => waited.Wait(TimeSpan.FromMilliseconds(400)));
        Assert.True(_loop.GetElapsedTime(before) < TimeSpan.FromMilliseconds(400));
        _loop.Post(() => _end.SetResult(""));

        _loop.Run(() => _end.Task);

        Assert.False(fired);
    }

    private ITimer Timer(int milliseconds, Action callback) =>
        _loop.CreateTimer(_ => callback(), null, TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
}
