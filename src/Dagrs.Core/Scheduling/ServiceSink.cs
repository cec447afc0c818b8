using System.Text.RegularExpressions;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Readiness;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>Passes on the output of a service, and detects in it that the service has started and that a line says it is ready. Thread-safe.</summary>
/// <param name="inner">Where the output goes.</param>
/// <param name="pattern">The expression for the line that means ready; null: none.</param>
internal sealed class ServiceSink(AttemptSink inner, string? pattern) : IOutputSink, ILineWait
{
    private volatile IOutputSink _inner = inner;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _matched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LineMatch?[] _matches = pattern is null ? [] : new LineMatch?[1 + (int)OutputChannel.Error];
    private readonly Regex? _regex = pattern is null ? null : new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Completes when there is a process.</summary>
    public Task Begun => _begun.Task;

    /// <inheritdoc/>
    public Task Matched => _matched.Task;

    /// <inheritdoc/>
    public void Started(int pid)
    {
        _inner.Started(pid);
        _begun.TrySetResult();
    }

    /// <inheritdoc/>
    public void Write(OutputChannel stream, ReadOnlySpan<byte> bytes)
    {
        _inner.Write(stream, bytes);
        if (_regex is null || _matched.Task.IsCompleted)
        {
            return;
        }

        lock (_matches)
        {
            if ((_matches[(int)stream] ??= new(_regex)).Add(bytes))
            {
                _matched.TrySetResult();
            }
        }
    }

    /// <inheritdoc/>
    public void Warn(string message) => _inner.Warn(message);

    /// <summary>Flushes the output that is held back; from now on nothing is.</summary>
    public void End() => (_inner as AttemptSink)?.End();

    /// <summary>Sends the output to another sink from now on.</summary>
    public void WriteTo(IOutputSink other)
    {
        End();
        _inner = other;
    }
}
