using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>Tails one stream of a job, which the job writes to a file. Belongs to the watch.</summary>
/// <param name="path">The file.</param>
/// <param name="channel">The channel that its output is passed on as.</param>
/// <param name="capture">Captures it as well; null: not needed.</param>
internal sealed class FollowedFile(string path, OutputChannel channel, OutputCapture? capture)
{
    private const int Size = 64 * 1024;

    private long _position;

    /// <summary>What was captured.</summary>
    public CapturedOutput Kept => capture?.Output ?? default;

    /// <summary>Passes on what was written since the last call.</summary>
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
            // It does not exist yet, or the file system is slow: try again next time.
        }

        return _position > begin;
    }
}
