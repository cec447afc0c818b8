namespace Dagrs.Core.Graph;

/// <summary>
/// The priority among ready tasks: first the order of targets on the command line, then greatest height, then fewest direct successors, then
/// declaration order. Each task has its own rank, so there are no ties. Built in O(V + E) by counting sort, without comparisons.
/// </summary>
internal sealed class Ranks
{
    private readonly int[] _ranks; // by task
    private readonly int[] _tasks; // by rank

    /// <param name="heights">For each task its height; the constructor takes ownership of the array.</param>
    /// <param name="successors">For each task its direct successors.</param>
    /// <param name="declared">The tasks in declaration order; null when that is their own.</param>
    /// <param name="goals">For each task the number of the first command-line target that needs it; null when they do not differ.</param>
    public Ranks(int[] heights, Edges successors, int[]? declared, int[]? goals)
    {
        var count = Coarsen(heights, successors);
        _tasks = Sorted(declared, heights, count);
        if (goals is not null)
        {
            _tasks = Sorted(_tasks, goals, goals.Max() + 1);
        }

        _ranks = heights;
        for (var rank = 0; rank < _tasks.Length; rank++)
        {
            _ranks[_tasks[rank]] = rank;
        }
    }

    /// <summary>By time: the longest time from start to the end of all dependents goes first; ties go in the order that is printed.</summary>
    /// <param name="printed">The order in which tasks are printed.</param>
    /// <param name="times">How long the tasks take.</param>
    public Ranks(Ranks printed, ExpectedTimes times)
    {
        _tasks = [.. printed._tasks];
        _ranks = new int[_tasks.Length];
        var keys = new (long Tail, int Rank)[_tasks.Length];
        for (var rank = 0; rank < keys.Length; rank++)
        {
            keys[rank] = (-times.From(_tasks[rank]).Ticks, rank);
        }

        Array.Sort(keys, _tasks);
        for (var rank = 0; rank < _tasks.Length; rank++)
        {
            _ranks[_tasks[rank]] = rank;
        }
    }

    /// <summary>The rank of a task; the best one is 0.</summary>
    public int this[int task] => _ranks[task];

    /// <summary>The task of a rank.</summary>
    public int TaskAt(int rank) => _tasks[rank];

    /// <summary>Replaces each height by a sort key that grows with smaller height, then with more direct successors.</summary>
    /// <returns>How many keys there are, some of them without a task.</returns>
    private static int Coarsen(int[] heights, Edges successors)
    {
        var highest = -1;
        foreach (var height in heights)
        {
            highest = Math.Max(highest, height);
        }

        var fewest = new int[highest + 1];
        var most = new int[highest + 1];
        Array.Fill(fewest, int.MaxValue);
        for (var task = 0; task < heights.Length; task++)
        {
            var (height, count) = (heights[task], successors.CountOf(task));
            fewest[height] = Math.Min(fewest[height], count);
            most[height] = Math.Max(most[height], count);
        }

        // Each height gets its own range of keys. 'most' is reused for the offset to add to a number of successors.
        var numbers = 0;
        for (var height = highest; height >= 0; height--)
        {
            var stretch = most[height] - fewest[height] + 1;
            most[height] = numbers - fewest[height];
            numbers += stretch;
        }

        for (var task = 0; task < heights.Length; task++)
        {
            heights[task] = most[heights[task]] + successors.CountOf(task);
        }

        return numbers;
    }

    /// <summary>The tasks sorted by key; stable.</summary>
    private static int[] Sorted(int[]? tasks, int[] keys, int count)
    {
        var places = new int[count + 1];
        foreach (var key in keys)
        {
            places[key + 1]++;
        }

        for (var key = 0; key < count; key++)
        {
            places[key + 1] += places[key];
        }

        var sorted = GC.AllocateUninitializedArray<int>(keys.Length);
        for (var place = 0; place < sorted.Length; place++)
        {
            var task = tasks is null ? place : tasks[place];
            sorted[places[keys[task]]++] = task;
        }

        return sorted;
    }
}
