using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Reporting.Reports;

namespace Dagrs.Core.Scheduling;

/// <summary>Runs graphs: the short way to a <see cref="Scheduler"/>. A graph can run any number of times, also at once.</summary>
public static class DagRunExtensions
{
    private const int MostEventsWaiting = 1024;

    /// <summary>Runs a graph to its end and tells what has become of every task. Never throws for what a task does.</summary>
    /// <param name="dag">The graph.</param>
    /// <param name="options">How; null: as many tasks at once as there are processors and two more, nothing new after a failure.</param>
    /// <param name="cancel">Stops the run: tasks that run are asked to end, and get the grace time to do so. The report tells; nothing is thrown.</param>
    /// <exception cref="ArgumentException">There is no report of a kind that is asked for.</exception>
    /// <exception cref="IOException">Events or a report that were asked for could not be written; the run is over then.</exception>
    public static Task<RunReport> RunAsync(this Dag dag, RunOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new RunOptions();
        return options is { Events: null, Reports.Count: 0 }
            ? new Scheduler(dag, options).RunAsync(cancel)
            : RunRecordedAsync(dag, options, new RunRecording(options.Events, options.Reports, nameof(RunOptions.Reports)), cancel);
    }

    /// <summary>
    /// Runs a graph and gives every event of it but pauses, in order; the last one carries the report. A reader that is slow slows down
    /// what tasks write; one that leaves stops the run.
    /// </summary>
    /// <inheritdoc cref="RunAsync(Dag, RunOptions, CancellationToken)" path="/param"/>
    public static async IAsyncEnumerable<RunEvent> StreamAsync(this Dag dag, RunOptions? options = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        options ??= new RunOptions();
        using var left = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, left.Token);
        var events = Channel.CreateBounded<RunEvent>(new BoundedChannelOptions(MostEventsWaiting) { SingleReader = true, SingleWriter = true });
        var run = dag.RunAsync(options with { Reporters = [.. options.Reporters, new ChannelReporter(events.Writer, left.Token)] }, stop.Token);
        try
        {
            await foreach (var happened in events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return happened;
            }
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
            await run.ConfigureAwait(false);
        }
    }

    private static async Task<RunReport> RunRecordedAsync(Dag dag, RunOptions options, RunRecording recording, CancellationToken cancel)
    {
        using (recording)
        {
            var report = await new Scheduler(dag, options with { Reporters = [.. options.Reporters, recording] }).RunAsync(cancel).ConfigureAwait(false);
            recording.Finish(report);
            return report;
        }
    }

    private sealed class ChannelReporter(ChannelWriter<RunEvent> events, CancellationToken left) : IReporter
    {
        private bool _isComplete;

        public void Report(RunEvent happened)
        {
            if (_isComplete)
            {
                return; // what somebody's code has left behind may still write
            }

            // The thread of the reporters is there to wait; when the reader has left nobody misses the event.
            while (!events.TryWrite(happened) && !left.IsCancellationRequested)
            {
                using var room = new ManualResetEventSlim();
                using var registration = left.UnsafeRegister(_ => room.Set(), null);
                events.WaitToWriteAsync(CancellationToken.None).AsTask().ContinueWith(_ => room.Set(), TaskScheduler.Default);
                room.Wait(CancellationToken.None);
            }

            if (happened is RunEvent.RunFinished)
            {
                _isComplete = true;
                events.Complete();
            }
        }
    }
}
