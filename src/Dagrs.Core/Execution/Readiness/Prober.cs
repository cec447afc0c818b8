using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Readiness;

/// <summary>Polls a service until it is ready. It knows nothing of what the service is. Thread-safe.</summary>
/// <param name="clock">The clock for waits.</param>
/// <param name="ask">Runs a command, and returns why it failed, phrased to follow its name; null: it succeeded.</param>
/// <param name="lines">Watches the output of the service.</param>
internal sealed class Prober(TimeProvider clock, Func<Command, CancellationToken, Task<string?>> ask, ILineWait lines)
{
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);

    /// <summary>What is wrong when another process already answers at the service's own port before it starts; null: none does.</summary>
    /// <param name="check">How the service will be checked.</param>
    /// <param name="cancel">Ends the wait for an answer.</param>
    public async Task<string?> FindForeignerAsync(ReadyCheck check, CancellationToken cancel)
    {
        if (EndpointOf(check) is not { } endpoint || !LocalAddresses.Has(endpoint.Host))
        {
            return null;
        }

        using var time = new CancellationTokenSource(LongestCheck, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
        return await Ports.ConnectAsync(endpoint, limit.Token).ConfigureAwait(false) is null ? $"port {endpoint.Port} is already in use" : null;
    }

    /// <summary>Waits until a service is ready.</summary>
    /// <param name="check">The ready check.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>Null when it is ready; otherwise what the last check reported.</returns>
    public async Task<string?> WaitAsync(ReadyCheck check, CancellationToken cancel)
    {
        using var time = new CancellationTokenSource(check.Timeout, clock);
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancel);
        if (check.Kind == ReadyKind.Log)
        {
            await Task.WhenAny(lines.Matched, Task.Delay(Timeout.InfiniteTimeSpan, whole.Token)).ConfigureAwait(false);
            return lines.Matched.IsCompleted ? null : $"no line of its output matches '{OneLine.Of(check.Text, 100)}'";
        }

        string? answer = null;
        for (var wait = FirstWait; ; wait = wait * 2 < check.Interval ? wait * 2 : check.Interval)
        {
            using (var timeOfCheck = new CancellationTokenSource(LongestCheck, clock))
            using (var limit = CancellationTokenSource.CreateLinkedTokenSource(timeOfCheck.Token, whole.Token))
            {
                var begun = clock.GetTimestamp();
                var said = await CheckAsync(check, limit.Token).ConfigureAwait(false);
                if (said is null)
                {
                    return null;
                }

                // A check that was cut off early says less than the one before; one that had its time reports that it got no answer.
                answer = whole.IsCancellationRequested && clock.GetElapsedTime(begun) < check.Interval ? answer ?? said : said;
            }

            await Task.Delay(wait < check.Interval ? wait : check.Interval, clock, whole.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (whole.IsCancellationRequested)
            {
                return answer;
            }
        }
    }

    private async Task<string?> CheckAsync(ReadyCheck check, CancellationToken cancel) => check.Kind switch
    {
        ReadyKind.Exec => await ask(check.Command!, cancel).ConfigureAwait(false) is { } problem ? $"its check{problem}" : null,
        ReadyKind.Http => await PageCheck.AskAsync(new Uri(check.Text), check.Status, cancel).ConfigureAwait(false),
        _ => await Ports.ConnectAsync(EndpointOf(check)!, cancel).ConfigureAwait(false),
    };

    private static Endpoint? EndpointOf(ReadyCheck check) => check.Kind switch
    {
        ReadyKind.Tcp when Endpoint.TryParse(check.Text, out var endpoint) => endpoint,
        ReadyKind.Http when Uri.TryCreate(check.Text, UriKind.Absolute, out var url) => new(url.DnsSafeHost, url.Port),
        _ => null,
    };
}
