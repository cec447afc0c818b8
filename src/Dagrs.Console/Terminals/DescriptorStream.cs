using System.Runtime.InteropServices;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Console.Terminals;

/// <summary>
/// A Unix descriptor written by write(2). A FileStream would write to a file at its own offset, over what
/// others have written to the same open file description, and the console's own stream hides a broken pipe.
/// </summary>
internal sealed unsafe class DescriptorStream(int descriptor) : WriteOnlyStream
{
    /// <summary>The number of standard output.</summary>
    public const int StandardOutput = 1;

    /// <summary>The number of standard error.</summary>
    public const int StandardError = 2;

    /// <summary>The error number of a broken pipe.</summary>
    public const int NobodyReads = Native.EPIPE;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (var done = 0; done < buffer.Length;)
            {
                var count = Native.write(descriptor, start + done, (nuint)(buffer.Length - done));
                if (count >= 0)
                {
                    done += (int)count;
                    continue;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error == Native.EAGAIN)
                {
                    // The parent has made the pipe non-blocking.
                    var room = new Native.PollFd { Fd = descriptor, Events = Native.POLLOUT };
                    _ = Native.poll(&room, 1, -1);
                }
                else if (error != Native.EINTR)
                {
                    throw new IOException(SystemReason.Of(error), error);
                }
            }
        }
    }
}
