using System.IO.Pipes;
using CliWrap;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>
/// Takes the pipe of an output away from CliWrap, so that others read it on a thread of their own: what reads asynchronously goes on in the thread
/// pool, and while that has no thread, nobody can tell an output that is read to its end from one that is not.
/// </summary>
internal sealed class PipeTaker : PipeTarget
{
    private readonly TaskCompletionSource _done = new();

    /// <summary>The descriptor, which is the caller's to close.</summary>
    public int Descriptor { get; private set; } = -1;

    /// <summary>CliWrap may forget the process.</summary>
    public void Done() => _done.TrySetResult();

    public override Task CopyFromAsync(Stream origin, CancellationToken cancellationToken = default)
    {
        var handle = ((PipeStream)origin).SafePipeHandle;
        Descriptor = (int)handle.DangerousGetHandle();
        handle.SetHandleAsInvalid(); // it is not closed with the stream
        return _done.Task;
    }
}
