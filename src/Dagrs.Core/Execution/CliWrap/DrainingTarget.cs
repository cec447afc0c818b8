using System.IO.Pipes;
using CliWrap;
using Dagrs.Core.Execution.Unix;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>
/// Reads an output to its end, and tells when it is there. Let go it reads on and throws away: closing the pipe would end whoever in the
/// background writes to it.
/// </summary>
/// <param name="take">Gets what is read.</param>
internal sealed class DrainingTarget(OutputTaker take) : PipeTarget
{
    private const int BufferSize = 64 * 1024; // what a pipe holds

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reads;
    private volatile bool _isWaiting;
    private volatile bool _isLetGo;
    private volatile PipeStream? _pipe;

    /// <summary>Ends with the output.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How often something came.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>True when nothing is there to be read. That a read has not come back says little: on a busy machine nobody may have got to it.</summary>
    public bool IsEmpty => _isWaiting && (OperatingSystem.IsWindows() || _pipe is not { } pipe || IsPipeEmpty(pipe));

    /// <summary>From now on nobody wants to hear of it.</summary>
    public void LetGo() => _isLetGo = true;

    public override async Task CopyFromAsync(Stream origin, CancellationToken cancellationToken = default)
    {
        _pipe = origin as PipeStream;
        var buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
        try
        {
            while (await ReadAsync(origin, buffer).ConfigureAwait(false) is > 0 and var count)
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

    private static unsafe bool IsPipeEmpty(PipeStream pipe)
    {
        var descriptor = new Native.PollFd { Fd = (int)pipe.SafePipeHandle.DangerousGetHandle(), Events = Native.POLLIN };
        return Native.poll(&descriptor, 1, 0) == 0;
    }

    private async ValueTask<int> ReadAsync(Stream origin, byte[] buffer)
    {
        var read = origin.ReadAsync(buffer, CancellationToken.None);
        _isWaiting = !read.IsCompleted;
        var count = await read.ConfigureAwait(false);
        _isWaiting = false;
        return count;
    }
}
