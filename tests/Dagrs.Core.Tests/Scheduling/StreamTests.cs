using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Events as a stream: all of them, in order, and a reader who leaves stops the run.</summary>
public sealed class StreamTests
{
    private const int Patience = 300_000; // ms
    private const int Many = 5000; // tasks; more events than may wait for a reader

    [Fact(Timeout = Patience)]
    public async Task A_stream_gives_every_event_in_order()
    {
        var reporter = new CollectingReporter();
        var read = new List<RunEvent>();

        await foreach (var happened in Graph(Many).StreamAsync(new RunOptions { Reporters = [reporter] }))
        {
            read.Add(happened);
        }

        Assert.Equal(reporter.Events, read);
        Assert.IsType<RunEvent.RunStarted>(read[0]);
        Assert.True(Assert.IsType<RunEvent.RunFinished>(read[^1]).Report.Succeeded);
        Assert.Equal((Many, Many), (read.OfType<RunEvent.TaskStarted>().Count(), read.OfType<RunEvent.TaskFinished>().Count()));
    }

    [Fact(Timeout = Patience)]
    public async Task A_stream_loses_nothing_when_the_run_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var finished = 0;
        RunEvent? last = null;

        await foreach (var happened in Graph(Many).StreamAsync(cancel: cancel.Token))
        {
            finished += happened is RunEvent.TaskFinished ? 1 : 0;
            last = happened;
            if (finished == 1)
            {
                await cancel.CancelAsync();
                await Task.Yield();
            }
        }

        Assert.Equal(Many, finished);
        Assert.IsType<RunEvent.RunFinished>(last);
    }

    [Fact(Timeout = Patience)]
    public async Task A_reader_who_leaves_stops_the_run()
    {
        var stopped = false;
        var graph = new DagBuilder();
        graph.Add("waits", async context =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, context.Cancel);
            }
            finally
            {
                stopped = true;
            }
        });

        await foreach (var happened in graph.Build().StreamAsync())
        {
            if (happened is RunEvent.TaskStarted)
            {
                break;
            }
        }

        Assert.True(stopped);
    }

    [Fact(Timeout = Patience)]
    public async Task What_code_reports_comes_between_its_start_and_its_end()
    {
        var graph = new DagBuilder();
        graph.Add("talks", context => context.Report("hello"));
        var seen = new List<string>();

        await foreach (var happened in graph.Build().StreamAsync())
        {
            seen.Add(happened is RunEvent.TaskOutput(_, OutputChannel.Merged, var bytes) ? System.Text.Encoding.UTF8.GetString(bytes.Span) : happened.GetType().Name);
        }

        Assert.Equal(["RunStarted", "TaskStarted", "hello\n", "TaskFinished", "RunFinished"], seen);
    }

    private static Dag Graph(int tasks)
    {
        var graph = new DagBuilder();
        for (var task = 0; task < tasks; task++)
        {
            graph.Add($"{task}", () => { });
        }

        return graph.Build();
    }
}
