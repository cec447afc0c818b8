namespace Dagrs.Core.Graph;

/// <summary>
/// The tasks that could start now, best first: greatest height, then fewest direct successors, then made ready last, then
/// declared last. One rule for what is printed and for what is started.
/// </summary>
internal sealed class ReadyQueue(Dag dag)
{
    private readonly PriorityQueue<int, Rank> _queue = new();

    public int Count => _queue.Count;

    /// <param name="task">The task's index.</param>
    /// <param name="moment">A number that grows from one moment to the next; tasks made ready by the same event share it.</param>
    public void Add(int task, int moment) => _queue.Enqueue(
        task,
        new Rank(dag.Heights[task], dag.Successors[task].Length, moment, dag.Tasks[task].Position));

    public bool TryTake(out int task) => _queue.TryDequeue(out task, out _);

    private readonly record struct Rank(int Height, int Successors, int Moment, int Position) : IComparable<Rank>
    {
        public int CompareTo(Rank other)
        {
            if (Height != other.Height)
            {
                return other.Height.CompareTo(Height);
            }

            if (Successors != other.Successors)
            {
                return Successors.CompareTo(other.Successors);
            }

            return Moment != other.Moment ? other.Moment.CompareTo(Moment) : other.Position.CompareTo(Position);
        }
    }
}
