using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Support;

/// <summary>Runs no process: a function says how each command ends. Thread-safe if the function is.</summary>
/// <param name="outcome">How a command ends; a bug when it throws.</param>
/// <param name="yields">True: each command ends on some other thread; false: before it returns.</param>
/// <param name="throwsAtOnce">True: a bug shows when the command is started, not in its task.</param>
internal sealed class ScriptedExecutor(Func<Invocation, Outcome> outcome, bool yields = false, bool throwsAtOnce = false) : IExecutor
{
    private int _running;
    private int _mostAtOnce;

    public int MostAtOnce => _mostAtOnce;

    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens) =>
        throwsAtOnce ? Task.FromResult(outcome(invocation)) : RunAsync(invocation);

    public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);

    private async Task<Outcome> RunAsync(Invocation invocation)
    {
        var running = Interlocked.Increment(ref _running);
        for (var most = _mostAtOnce; running > most; most = _mostAtOnce)
        {
            Interlocked.CompareExchange(ref _mostAtOnce, running, most);
        }

        if (yields)
        {
            await Task.Yield();
        }

        Interlocked.Decrement(ref _running);
        return outcome(invocation);
    }
}
