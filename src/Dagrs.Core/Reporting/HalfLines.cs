namespace Dagrs.Core.Reporting;

/// <summary>Lines whose end has not come, and since when: what a task has said is shown when it then says nothing for a moment.</summary>
/// <param name="clock">Where time comes from; null: nobody wants to see half lines.</param>
internal sealed class HalfLines(TimeProvider? clock)
{
    /// <summary>How long a task must have been silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly List<Half> _halves = [];

    /// <summary>After how long something will be there to be shown; null: nothing.</summary>
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

    /// <summary>Something has come for these lines.</summary>
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

    /// <summary>Shows those whose tasks have been silent for long enough.</summary>
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
