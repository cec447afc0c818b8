using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>How what happens becomes events as data: numbers, times, cut output, attempts.</summary>
public sealed class EventRecorderTests
{
    private const int Patience = 300_000; // ms

    private readonly EventList _list = new();
    private readonly Dag _dag;
    private readonly EventRecorder _recorder;

    public EventRecorderTests()
    {
        var builder = new DagBuilder();
        builder.Add("speaks", () => { });
        builder.Add("too", () => { });
        _dag = builder.Build();
        _recorder = new EventRecorder(_list);
        _recorder.Report(new RunEvent.RunStarted(_dag, "r1"));
    }

    [Fact]
    public void A_character_cut_between_two_pieces_is_whole_in_one_event()
    {
        Write(OutputChannel.Merged, [(byte)'a', 0xe2, 0x82]);
        Write(OutputChannel.Merged, [0xac, (byte)'b']);

        Assert.Equal(["a", "€b"], Texts());
    }

    [Fact]
    public void A_character_of_four_bytes_may_come_byte_by_byte()
    {
        foreach (var one in Encoding.UTF8.GetBytes("🚀"))
        {
            Write(OutputChannel.Merged, [one]);
        }

        Assert.Equal(["🚀"], Texts());
    }

    [Fact]
    public void Each_stream_of_each_task_has_its_own_cut_character()
    {
        Write(OutputChannel.Out, [0xe2, 0x82]);
        Write(OutputChannel.Error, [0xc3]);
        Write(OutputChannel.Out, [0xac]);
        Write(OutputChannel.Error, [0xa4]);

        Assert.Equal(["€", "ä"], Texts());
    }

    [Fact]
    public void What_was_begun_and_never_ended_comes_before_the_end_of_the_task()
    {
        Write(OutputChannel.Merged, [(byte)'a', 0xe2, 0x82]);
        _recorder.Report(new RunEvent.TaskFinished(new(_dag.Tasks[0], TaskState.Succeeded) { Outcome = Outcome.Success, Attempts = 1 }));

        Assert.Equal(["a", "\ufffd"], Texts());
        Assert.IsType<RecordedEvent.TaskFinished>(_list.Events[^1]);
    }

    [Fact]
    public void What_was_begun_in_one_attempt_is_no_part_of_the_next()
    {
        Write(OutputChannel.Merged, [0xe2, 0x82]);
        _recorder.Report(new RunEvent.TaskRetrying(_dag.Tasks[0], 1, new Outcome.Exited(1), TimeSpan.Zero));
        Write(OutputChannel.Merged, [0xac]);

        Assert.Equal(["\ufffd", "\ufffd"], Texts());
        Assert.Equal(
            [typeof(RecordedEvent.RunStarted), typeof(RecordedEvent.TaskOutput), typeof(RecordedEvent.TaskRetrying), typeof(RecordedEvent.TaskOutput)],
            _list.Events.Select(happened => happened.GetType()));
    }

    [Theory]
    [InlineData(65_536, 1)]
    [InlineData(65_537, 2)]
    [InlineData(200_000, 4)]
    public void Long_output_is_told_in_events_of_at_most_64_KiB_and_all_but_the_last_go_on(int length, int events)
    {
        Write(OutputChannel.Merged, Encoding.ASCII.GetBytes(new string('x', length)));

        var told = Outputs();
        Assert.Equal(events, told.Count);
        Assert.Equal(length, told.Sum(one => one.Bytes.Length));
        Assert.All(told, one => Assert.InRange(one.Bytes.Length, 1, 65_536));
        Assert.Equal([.. Enumerable.Repeat(true, events - 1), false], told.Select(one => one.GoesOn));
    }

    [Fact]
    public void Long_output_is_cut_between_characters()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("🚀", 40_000));
        Write(OutputChannel.Merged, Encoding.UTF8.GetBytes(text));

        Assert.Equal(text, string.Concat(Texts()));
        Assert.DoesNotContain(Texts(), piece => piece.Contains('\ufffd', StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_character_waits_for_nothing()
    {
        Write(OutputChannel.Merged, [(byte)'a', 0xff]);
        Write(OutputChannel.Merged, [0x80, 0xc0]);

        Assert.Equal([[(byte)'a', 0xff], [0x80, 0xc0]], Outputs().Select(one => one.Bytes.ToArray()));
    }

    [Fact(Timeout = Patience)]
    public async Task Events_are_numbered_from_1_and_no_time_is_before_the_one_before_it()
    {
        var list = new EventList();
        var builder = new DagBuilder();
        var first = builder.Add("first", () => { });
        builder.Add("second", context => context.Report("says"), after: first);
        await builder.Build().RunAsync(new RunOptions { Reporters = [new EventRecorder(list)] });

        Assert.Equal(Enumerable.Range(1, list.Events.Count).Select(number => (long)number), list.Events.Select(happened => happened.Number));
        Assert.Equal(list.Events.Select(happened => happened.Time).Order(), list.Events.Select(happened => happened.Time));
        Assert.IsType<RecordedEvent.RunStarted>(list.Events[0]);
        Assert.IsType<RecordedEvent.RunFinished>(list.Events[^1]);
        Assert.Single(list.Events.Select(happened => happened.Run).Distinct());
    }

    [Fact(Timeout = Patience)]
    public async Task Attempts_have_their_times_and_the_wait_between_them_belongs_to_none()
    {
        var time = new ManualTimeProvider();
        var fold = new RunFold(OutputBudget.OfReports);
        var builder = new DagBuilder();
        builder.Add(
            "flaky",
            context =>
            {
                time.Advance(TimeSpan.FromSeconds(2));
                if (context.Attempt < 3)
                {
                    throw new InvalidOperationException("not yet");
                }
            },
            new TaskOptions { Retry = new RetryPolicy(2) { Delay = TimeSpan.FromSeconds(10) } });
        var run = builder.Build().RunAsync(new RunOptions { Reporters = [new EventRecorder(fold)], TimeProvider = time });
        while (!run.IsCompleted)
        {
            time.AdvanceToNextTimer();
            await Task.Yield();
        }

        await run;
        Assert.Equal(
            [(0, 2, "threw InvalidOperationException: not yet"), (12, 2, "threw InvalidOperationException: not yet"), (24, 2, "succeeded")],
            fold.Run().Tasks[0].Attempts.Select(attempt => ((int)attempt.Start.TotalSeconds, (int)attempt.Duration.TotalSeconds, attempt.Words)));
        Assert.Equal(TimeSpan.FromSeconds(26), fold.Run().Tasks[0].Duration);
    }

    [Fact(Timeout = Patience)]
    public async Task Who_waited_for_a_resource_says_so()
    {
        var time = new ManualTimeProvider();
        var fold = new RunFold(0);
        var builder = new DagBuilder();
        using var begun = new ManualResetEventSlim();
        for (var task = 0; task < 2; task++)
        {
            builder.Add($"t{task}", () => Work(), new TaskOptions { Resources = new Dictionary<string, long> { ["db"] = 1 } });
        }

        var run = builder.Build().RunAsync(new RunOptions { Reporters = [new EventRecorder(fold)], TimeProvider = time, Resources = new Dictionary<string, long> { ["db"] = 1 } });
        begun.Set();
        await run;

        Assert.Equal([null, "db"], fold.Run().Tasks.OrderBy(task => task.Start).Select(task => task.WaitedFor));
        Assert.Equal(1, fold.Run().Resources["db"]);

        // Not before both had their turn.
        void Work()
        {
            begun.Wait();
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private void Write(OutputChannel channel, byte[] bytes) => _recorder.Report(new RunEvent.TaskOutput(_dag.Tasks[0], channel, bytes));

    private List<RecordedEvent.TaskOutput> Outputs() => [.. _list.Events.OfType<RecordedEvent.TaskOutput>()];

    private List<string> Texts() => Outputs().ConvertAll(one => Encoding.UTF8.GetString(one.Bytes.Span));
}
