using System.Runtime.InteropServices;

namespace Dagrs.Cli;

/// <summary>
/// A descriptor on Unix that is written by write(2). A FileStream would write to a file at a place that it counts itself, over what
/// others have written to the same open file, and the console's own stream says nothing when nobody reads any more.
/// </summary>
internal sealed unsafe partial class DescriptorStream(int descriptor) : WriteOnlyStream
{
    /// <summary>The number of standard output.</summary>
    public const int StandardOutput = 1;

    /// <summary>The error's number when nobody reads any more: EPIPE.</summary>
    public const int NobodyReads = 32;

    private const short PollOut = 4;
    private const int Interrupted = 4; // EINTR
    private static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11; // EAGAIN

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (var done = 0; done < buffer.Length;)
            {
                var count = WriteTo(descriptor, start + done, buffer.Length - done);
                if (count >= 0)
                {
                    done += (int)count;
                    continue;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error == WouldBlock)
                {
                    // Whoever started us made the pipe so.
                    var room = new PollFd { Fd = descriptor, Events = PollOut };
                    _ = Poll(&room, 1, -1);
                }
                else if (error != Interrupted)
                {
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
                }
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollFd* descriptors, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteTo(int descriptor, byte* bytes, nint count);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int Fd;
        public short Events;
        public short Happened;
    }
}
