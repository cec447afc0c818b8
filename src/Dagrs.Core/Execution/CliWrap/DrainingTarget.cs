using CliWrap;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>
/// Reads an output on Windows to its end, and tells when it is there. Let go it reads on and throws away: closing the pipe would end whoever in the
/// background writes to it.
/// </summary>
/// <param name="take">Gets what is read.</param>
internal sealed class DrainingTarget(OutputTaker take) : PipeTarget
{
    private const int BufferSize = 64 * 1024; // what a pipe holds

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reads;
    private volatile bool _isLetGo;

    /// <summary>Ends with the output.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How often something came.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>From now on nobody wants to hear of it.</summary>
    public void LetGo() => _isLetGo = true;

    public override async Task CopyFromAsync(Stream origin, CancellationToken cancellationToken = default)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
        try
        {
            while (await origin.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false) is > 0 and var count)
            {
                if (!_isLetGo)
                {
                    take(buffer.AsSpan(0, count));
                }

                Interlocked.Increment(ref _reads);
            }
        }
        finally
        {
            _ended.TrySetResult();
        }
    }
}
