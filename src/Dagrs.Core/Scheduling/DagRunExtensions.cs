using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Reporting.Reports;

namespace Dagrs.Core.Scheduling;

/// <summary>Runs graphs: the short way to a <see cref="Scheduler"/>. A graph can run any number of times, also concurrently.</summary>
public static class DagRunExtensions
{
    private const int MostEventsWaiting = 1024;

    /// <summary>Runs a graph to its end and reports the outcome of every task. Never throws for what a task does.</summary>
    /// <param name="dag">The graph.</param>
    /// <param name="options">The options; null: as many parallel tasks as processors plus two, nothing new after a failure.</param>
    /// <param name="cancel">Stops the run: running tasks are asked to stop within the grace period. The report says so; nothing is thrown.</param>
    /// <exception cref="ArgumentException">A kind of report is requested that does not exist.</exception>
    /// <exception cref="IOException">The requested events or a report could not be written; the run has finished by then.</exception>
    public static Task<RunReport> RunAsync(this Dag dag, RunOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new RunOptions();
        return options is { Events: null, Reports.Count: 0 }
            ? new Scheduler(dag, options).RunAsync(cancel)
            : RunRecordedAsync(dag, options, new RunRecording(options.Events, options.Reports, nameof(RunOptions.Reports)), cancel);
    }

    /// <summary>
    /// Runs a graph and yields all its events except pauses, in order; the last one carries the report. A slow reader slows down the output of tasks
    /// (back-pressure); a reader that stops enumerating stops the run.
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
                return; // abandoned code may still write
            }

            // Blocking is fine on the reporters' thread; once the reader has left, nobody misses the event.
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
