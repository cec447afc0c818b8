using Dagrs.Core.Model;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Core.State.Cache;

/// <summary>The cached output of a task. Its bytes are read from the cache on demand; if they have been pruned meanwhile, the rest is left out.</summary>
/// <param name="paths">The verified content of each stream; null: nothing.</param>
/// <param name="order">The order in which the pieces arrived.</param>
internal sealed class CachedLog(IReadOnlyList<string?> paths, IReadOnlyList<LogPiece> order)
{
    private const int PieceSize = 64 * 1024; // bytes

    /// <summary>Receives a piece.</summary>
    public delegate void Heard(OutputChannel channel, ReadOnlySpan<byte> bytes);

    /// <summary>Replays all of it in the original order.</summary>
    public void Replay(Heard heard)
    {
        var files = new SafeFileHandle?[TaskLog.Streams];
        try
        {
            Replay(heard, files);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // It was pruned.
        }
        finally
        {
            Array.ForEach(files, file => file?.Dispose());
        }
    }

    /// <summary>The standard output, up to the limit that applies to a captured one.</summary>
    public CapturedOutput Output()
    {
        if (paths[(int)OutputChannel.Out] is not { } path)
        {
            return new(default, 0);
        }

        using var file = File.OpenHandle(path);
        var size = RandomAccess.GetLength(file);
        var bytes = new byte[Math.Min(size, CapturedOutput.MostKept)];
        var count = 0;
        while (count < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(count), count) is > 0 and var more)
        {
            count += more;
        }

        return new(bytes.AsMemory(0, count), size);
    }

    private void Replay(Heard heard, SafeFileHandle?[] files)
    {
        var at = new long[TaskLog.Streams];
        var bytes = new byte[PieceSize];
        foreach (var (channel, length) in order)
        {
            if (paths[(int)channel] is not { } path)
            {
                continue;
            }

            var file = files[(int)channel] ??= File.OpenHandle(path);
            for (var end = at[(int)channel] + length; at[(int)channel] < end;)
            {
                var count = RandomAccess.Read(file, bytes.AsSpan(0, (int)Math.Min(PieceSize, end - at[(int)channel])), at[(int)channel]);
                if (count == 0)
                {
                    break;
                }

                heard(channel, bytes.AsSpan(0, count));
                at[(int)channel] += count;
            }
        }
    }
}
