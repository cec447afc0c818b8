using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Runs no process: a service goes on until it is told to end or dies, a task ends soon, a check is a success the second time. It numbers all that happens. Thread-safe.</summary>
/// <param name="isService">True for the id of a service.</param>
/// <param name="dies">True for a service that ends by itself soon, and for a task that fails.</param>
internal sealed class ServiceExecutor(Func<string, bool> isService, Func<string, bool> dies) : IExecutor
{
    private const int CheckAttempt = 0;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _checks = new(StringComparer.Ordinal);
    private int _number;
    private int _tasks;

    /// <summary>When each command started and ended, and when a service was told to, by the number of what happened.</summary>
    public Dictionary<string, (int Start, int Told, int End)> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>The most tasks at once, services not counted.</summary>
    public int MostAtOnce { get; private set; }

    public async Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        var id = invocation.Name;
        if (invocation.Attempt == CheckAttempt)
        {
            lock (_gate)
            {
                return (_checks[id] = _checks.GetValueOrDefault(id) + 1) > 1 ? Outcome.Success : new Outcome.Exited(1);
            }
        }

        Note(id, seen => seen with { Start = ++_number }, isService(id) ? 0 : 1);
        output.Started(1);
        using var told = stopTokens.Terminate.UnsafeRegister(_ => Note(id, seen => seen with { Told = ++_number }, 0), null);
        var outcome = Outcome.Success;
        if (isService(id))
        {
            await Task.Delay(dies(id) ? TimeSpan.FromMilliseconds(3) : Timeout.InfiniteTimeSpan, stopTokens.Terminate).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        else
        {
            await Task.Delay(1, stopTokens.Terminate).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            outcome = dies(id) ? new Outcome.Exited(1) : outcome;
        }

        Note(id, seen => seen with { End = ++_number }, isService(id) ? 0 : -1);
        return stopTokens.Terminate.IsCancellationRequested ? new Outcome.Stopped() : outcome;
    }

    public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);

    private void Note(string id, Func<(int Start, int Told, int End), (int Start, int Told, int End)> change, int tasks)
    {
        lock (_gate)
        {
            Seen[id] = change(Seen.GetValueOrDefault(id));
            _tasks += tasks;
            MostAtOnce = Math.Max(MostAtOnce, _tasks);
        }
    }
}
