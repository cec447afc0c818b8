using System.Numerics;

namespace Dagrs.Core.Graph;

/// <summary>
/// A set of numbers from 0 to a limit that yields its minimum: a tree of bitmaps, in which a 64-bit word stands for 64 words of the level below.
/// Adding or removing touches one word a level: four for a million numbers.
/// </summary>
internal sealed class RankSet
{
    private const int Shift = 6; // 64 bits a word

    private readonly ulong[][] _levels; // lowest level first; the last level is a single word

    public RankSet(int limit)
    {
        var levels = new List<ulong[]>();
        var words = limit;
        do
        {
            words = (words + (1 << Shift) - 1) >> Shift;
            levels.Add(new ulong[Math.Max(words, 1)]);
        }
        while (words > 1);

        _levels = [.. levels];
    }

    /// <summary>Adds a number that is not in it.</summary>
    public void Add(int number)
    {
        foreach (var level in _levels)
        {
            ref var word = ref level[number >> Shift];
            var isKnownAbove = word != 0;
            word |= 1UL << number; // the shift count is taken modulo 64
            if (isKnownAbove)
            {
                return;
            }

            number >>= Shift;
        }
    }

    /// <summary>Removes and returns the least number. The set must not be empty.</summary>
    public int TakeLeast()
    {
        var number = 0;
        for (var level = _levels.Length - 1; level >= 0; level--)
        {
            number = (number << Shift) + BitOperations.TrailingZeroCount(_levels[level][number]);
        }

        var bit = number;
        foreach (var level in _levels)
        {
            ref var word = ref level[bit >> Shift];
            word &= ~(1UL << bit);
            if (word != 0)
            {
                break;
            }

            bit >>= Shift;
        }

        return number;
    }
}
