namespace Dagrs.Core.Reporting;

/// <summary>Incomplete lines, and since when they wait: one is shown when its task has been silent for a moment.</summary>
/// <param name="clock">Where time comes from; null: incomplete lines are not shown.</param>
internal sealed class HalfLines(TimeProvider? clock)
{
    /// <summary>How long a task must be silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly List<Half> _halves = [];

    /// <summary>The time until an incomplete line is due; null: there is none.</summary>
    public TimeSpan? Due
    {
        get
        {
            TimeSpan? due = null;
            foreach (var half in _halves)
            {
                var rest = Patience - clock!.GetElapsedTime(half.Since);
                due = due is { } sooner && sooner < rest ? sooner : rest;
            }

            return due;
        }
    }

    /// <summary>Something has arrived for these lines.</summary>
    public void Touch(WholeLines lines)
    {
        if (clock is null)
        {
            return;
        }

        Forget(lines);
        if (lines.HasRest)
        {
            _halves.Add(new(lines, clock.GetTimestamp()));
        }
    }

    public void Forget(WholeLines lines)
    {
        for (var i = 0; i < _halves.Count; i++)
        {
            if (_halves[i].Lines == lines)
            {
                _halves.RemoveAt(i);
                return;
            }
        }
    }

    /// <summary>Shows the lines of tasks that have been silent for long enough.</summary>
    public void Show()
    {
        for (var i = 0; i < _halves.Count;)
        {
            if (clock!.GetElapsedTime(_halves[i].Since) >= Patience)
            {
                _halves[i].Lines.Show();
                _halves.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }
    }

    private readonly record struct Half(WholeLines Lines, long Since);
}
