using System.Text.RegularExpressions;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Readiness;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>Passes on what a service writes, and sees by it when it has begun and whether a line says that it is ready. Thread-safe.</summary>
/// <param name="inner">Who is told.</param>
/// <param name="pattern">What a line that says so matches; null: none does.</param>
internal sealed class ServiceSink(AttemptSink inner, string? pattern) : IOutputSink, ILineWait
{
    private volatile IOutputSink _inner = inner;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _matched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LineMatch?[] _matches = pattern is null ? [] : new LineMatch?[1 + (int)OutputChannel.Error];
    private readonly Regex? _regex = pattern is null ? null : new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Ends when there is a process.</summary>
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

    /// <summary>Nothing that is held back waits for more any longer.</summary>
    public void End() => (_inner as AttemptSink)?.End();

    /// <summary>From now on somebody else is told.</summary>
    public void WriteTo(IOutputSink other)
    {
        End();
        _inner = other;
    }
}
