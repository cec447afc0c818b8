using CliWrap;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>
/// Reads an output on Windows to its end, and reports when it gets there. After it is let go it reads on and discards: closing the pipe would kill
/// background processes that write to it.
/// </summary>
/// <param name="take">Gets the bytes read.</param>
internal sealed class DrainingTarget(OutputTaker take) : PipeTarget
{
    private const int BufferSize = 64 * 1024; // the capacity of a pipe

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reads;
    private volatile bool _isLetGo;

    /// <summary>Completes at the end of the output.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How many reads returned something.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Discards the rest from now on.</summary>
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
