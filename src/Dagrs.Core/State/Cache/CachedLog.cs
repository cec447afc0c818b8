using Dagrs.Core.Model;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Core.State.Cache;

/// <summary>What a task wrote when it ran, out of the cache. Its bytes are read from there when they are wanted; where they have gone meanwhile the rest is left out.</summary>
/// <param name="paths">The verified content of each stream; null: nothing.</param>
/// <param name="order">In which order the pieces came.</param>
internal sealed class CachedLog(IReadOnlyList<string?> paths, IReadOnlyList<LogPiece> order)
{
    private const int PieceSize = 64 * 1024; // bytes

    /// <summary>Takes a piece.</summary>
    public delegate void Heard(OutputChannel channel, ReadOnlySpan<byte> bytes);

    /// <summary>Says all of it again, in the order in which it came.</summary>
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

    /// <summary>The standard output, as far as so much of one is kept.</summary>
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
