using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>One stream of a job, which it writes to a file: hands on what is new. Belongs to the watch.</summary>
/// <param name="path">The file.</param>
/// <param name="channel">What it is to those who take it.</param>
/// <param name="capture">Keeps it as well; null: nobody does.</param>
internal sealed class FollowedFile(string path, OutputChannel channel, OutputCapture? capture)
{
    private const int Size = 64 * 1024;

    private long _position;

    /// <summary>What was kept.</summary>
    public CapturedOutput Kept => capture?.Output ?? default;

    /// <summary>Hands on what was written since the last time.</summary>
    /// <returns>True when there was something.</returns>
    public bool Read(IOutputSink sink)
    {
        var begin = _position;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            file.Position = _position;
            var buffer = new byte[Size];
            for (int count; (count = file.Read(buffer)) > 0;)
            {
                _position += count;
                capture?.Add(buffer.AsSpan(0, count));
                sink.Write(channel, buffer.AsSpan(0, count));
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It is not there yet, or the file system is slow: the next time.
        }

        return _position > begin;
    }
}
