using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Readiness;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>One attempt of a service: its process, from the start until it is ready and then until it ends. Belongs to the runner of the service.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token sources hold no timer and no handle; tokens may be asked for after the end.")]
internal sealed class ServiceProcess
{
    private readonly RunScope _run;
    private readonly TaskNode _task;
    private readonly Invocation _invocation;
    private readonly ServiceSettings _settings;
    private readonly ServiceLife _life;
    private readonly ServiceSink _sink;
    private readonly CancellationTokenSource _terminate = new();
    private readonly CancellationTokenSource _kill = new();
    private Task<Outcome> _process = null!; // set at the start

    /// <param name="run">The run.</param>
    /// <param name="task">The service.</param>
    /// <param name="invocation">The attempt.</param>
    public ServiceProcess(RunScope run, TaskNode task, Invocation invocation)
    {
        (_run, _task, _settings) = (run, task, invocation.Service ?? ServiceSettings.Default);
        _life = new() { Grace = Grace, StopSignal = _settings.StopSignal ?? StopSignal.Usual };
        _invocation = invocation with { Life = _life, EndsInPlace = false };
        _sink = new(new AttemptSink(task, run.Events, invocation.Attempt, run.Dag.Secrets, log: null), _settings.Ready is { Kind: ReadyKind.Log } log ? log.Text : null);
    }

    private TimeSpan Grace => _settings.StopGrace ?? _run.Options.Grace;

    private TimeProvider Clock => _run.Options.TimeProvider;

    /// <summary>Starts it; returns when it is ready, which is a success, or has ended.</summary>
    /// <param name="results">Judges its results when it is ready; null: it has none.</param>
    /// <param name="stop">Asks it to stop earlier.</param>
    public async Task<Outcome> StartAsync(TaskResults? results, StopTokens stop)
    {
        var prober = new Prober(Clock, AskAsync, _sink);
        if (_settings.Ready is { } own && await prober.FindForeignerAsync(own, stop.Terminate).ConfigureAwait(false) is { } taken)
        {
            return new Outcome.NotStarted(taken);
        }

        _run.Lives.Set(_run.Dag.PlaceOf(_task), _life);
        Began = Clock.GetTimestamp();
        _process = RunProcessAsync();
        using var killed = stop.Kill.UnsafeRegister(_ => Kill(), null);
        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(stop.Terminate);
        var ready = _settings.Ready is { } check ? prober.WaitAsync(check, noMore.Token) : StartedAsync();
        var first = await Task.WhenAny(ready, _life.End, _process).ConfigureAwait(false);
        await noMore.CancelAsync().ConfigureAwait(false); // no more checks
        if (_settings.Ready is not null)
        {
            await ready.ConfigureAwait(false); // also waits for the last check: it may have processes
        }

        if (first == ready && await ready.ConfigureAwait(false) is var problem && !stop.Terminate.IsCancellationRequested)
        {
            var outcome = problem is null ? results?.Judge(Outcome.Success) ?? Outcome.Success : new Outcome.NotReady(_settings.Ready!.Timeout, problem);
            return outcome is Outcome.Succeeded ? outcome : await StopForAsync(outcome).ConfigureAwait(false);
        }

        return stop.Terminate.IsCancellationRequested ? await StopForAsync(new Outcome.Stopped()).ConfigureAwait(false) : await EndedAsync().ConfigureAwait(false);
    }

    /// <summary>When it started, by the clock of the run.</summary>
    public long Began { get; private set; }

    /// <summary>True when its command has ended.</summary>
    public bool HasEnded => _life.HasEnded;

    /// <summary>Sends its output to another sink from now on.</summary>
    public void WriteTo(IOutputSink other) => _sink.WriteTo(other);

    /// <summary>Continues it in another run, which gets its output.</summary>
    /// <param name="run">That run.</param>
    /// <param name="task">The service in it.</param>
    public void GoOnIn(RunScope run, TaskNode task)
    {
        WriteTo(new AttemptSink(task, run.Events, _invocation.Attempt, run.Dag.Secrets, log: null));
        run.Lives.Set(run.Dag.PlaceOf(task), _life);
    }

    /// <summary>Stops it outside of any run.</summary>
    public Task StopAsync() => StopForAsync(new Outcome.Stopped());

    /// <summary>Waits until it has ended: stopped, or by itself.</summary>
    /// <param name="run">The run that it is in.</param>
    /// <param name="task">The service in that run.</param>
    /// <param name="keep">Keeps it when no task needs it and the run is not stopped; null: it is not kept.</param>
    public async Task<Outcome> EndAsync(RunScope run, TaskNode task, Action? keep)
    {
        var stop = run.Stops.Of(task);
        using var killed = stop.Kill.UnsafeRegister(_ => Kill(), null);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = stop.Terminate.UnsafeRegister(_ => asked.TrySetResult(), null);
        await Task.WhenAny(asked.Task, _life.End, _process).ConfigureAwait(false);
        if (keep is not null && stop.Terminate.IsCancellationRequested && !stop.Kill.IsCancellationRequested && !_life.HasEnded && !run.Lives.IsRunStopped())
        {
            keep();
            return new Outcome.Stopped();
        }

        if (stop.Terminate.IsCancellationRequested || stop.Kill.IsCancellationRequested)
        {
            return await StopForAsync(new Outcome.Stopped()).ConfigureAwait(false);
        }

        run.Lives.WhenBroken(run.Dag.PlaceOf(task));
        return await EndedAsync().ConfigureAwait(false);
    }

    private async Task<Outcome> RunProcessAsync()
    {
        try
        {
            return await _run.Executor.ExecuteAsync(_invocation, _sink, new(_terminate.Token, _kill.Token)).ConfigureAwait(false);
        }
        finally
        {
            _life.Finish();
            _sink.End();
        }
    }

    private async Task<string?> StartedAsync()
    {
        await _sink.Begun.ConfigureAwait(false);
        return null;
    }

    private async Task<Outcome> EndedAsync()
    {
        var outcome = await _process.ConfigureAwait(false);
        return outcome is Outcome.NotStarted or Outcome.Stopped ? outcome : new Outcome.EndedEarly(outcome) { WentToBackground = _life.WentToBackground };
    }

    // Stops it; the outcome is already known.
    private async Task<Outcome> StopForAsync(Outcome outcome)
    {
        var end = Clock.CreateTimer(_ => KillAfterGrace(), null, Grace, Timeout.InfiniteTimeSpan);
        await using (end.ConfigureAwait(false))
        {
            if (_settings.StopCommand is { } command && !_life.HasEnded && !_kill.IsCancellationRequested)
            {
                await AskByCommandAsync(command).ConfigureAwait(false);
            }

            await _terminate.CancelAsync().ConfigureAwait(false);
            var last = await _process.ConfigureAwait(false);
            return last is Outcome.NotStarted && outcome is Outcome.Stopped ? last : outcome;
        }
    }

    // After a stop command, a signal is sent only if one is configured or the command failed.
    private async Task AskByCommandAsync(Command command)
    {
        var problem = await AskAsync(command, _kill.Token).ConfigureAwait(false);
        if (problem is null)
        {
            _life.StopSignal = _settings.StopSignal;
        }
        else if (!_life.HasEnded)
        {
            _sink.Warn($"its stop command{problem}; {_life.StopSignal} is sent");
        }
    }

    private void KillAfterGrace()
    {
        if (!_process.IsCompleted)
        {
            var how = _settings.StopCommand is not null && _settings.StopSignal is null ? "its stop command" : _life.StopSignal;
            _sink.Warn(FormattableString.Invariant($"did not end within {Grace.TotalSeconds:0.###} s of {how}, and was killed"));
            Kill();
        }
    }

    private void Kill()
    {
        _ = _terminate.CancelAsync();
        _ = _kill.CancelAsync();
    }

    /// <summary>Runs a command beside the service, with its working directory and variables.</summary>
    /// <returns>Why it did not succeed, phrased to follow its name; null: it did.</returns>
    private async Task<string?> AskAsync(Command command, CancellationToken cancel)
    {
        var tail = new AnswerTail();
        // It has its own attempt number, so that its left-over processes are not taken for the service's.
        var invocation = _invocation with { Command = command, Attempt = 0, Life = null, Service = null, Arguments = [] };
        var outcome = await _run.Executor.ExecuteAsync(invocation, tail, new(cancel, cancel)).ConfigureAwait(false);
        var words = outcome switch
        {
            Outcome.Succeeded => null,
            Outcome.Stopped => " took too long",
            Outcome.NotStarted => $": {outcome.Words}",
            _ => $" {outcome.Words}",
        };
        var masked = tail.LastLine is { Length: > 0 } line ? _run.Dag.Secrets?.Apply(line) ?? line : null;
        return words is null || masked is null ? words : $"{words} ({OneLine.Of(masked, 200)})";
    }
}
