namespace Dagrs.Core.Definition;

/// <summary>
/// Collects the problems of a file and keeps the first thousand: a hostile file has millions, and nobody reads more.
/// </summary>
internal sealed class ProblemList
{
    public const int MostKept = 1000;

    private readonly List<Problem> _kept = [];
    private int _more;

    /// <summary>Including those that were not kept.</summary>
    public int Count => _kept.Count + _more;

    public bool IsFull => _kept.Count == MostKept;

    public void Add(Problem problem)
    {
        if (IsFull)
        {
            _more++;
        }
        else
        {
            _kept.Add(problem);
        }
    }

    /// <summary>The problems kept; if there were more, a last one says how many.</summary>
    public IReadOnlyList<Problem> All => _more == 0
        ? _kept
        : [.. _kept, new(ProblemCode.TooLarge, default, $"{_more} more problems are not shown")];
}
