using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Execution;

namespace Dagrs.Core.Tests.Support;

/// <summary>Tells one command to end.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The token sources hold no timer and no handle.")]
internal sealed class Stopper
{
    private readonly CancellationTokenSource _terminate = new();
    private readonly CancellationTokenSource _kill = new();

    public StopTokens Tokens => new(_terminate.Token, _kill.Token);

    public void Terminate() => _terminate.Cancel();

    public void Kill() => _kill.Cancel();
}
