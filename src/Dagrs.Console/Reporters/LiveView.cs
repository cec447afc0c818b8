using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Reporting.Live;

namespace Dagrs.Console.Reporters;

/// <summary>
/// Decides when lines are written and the live area is drawn: together, at most ten times a second, and not while the terminal is being
/// resized. Belongs to the thread of the reporters.
/// </summary>
/// <param name="terminal">The terminal that buffers the lines.</param>
/// <param name="screen">The same terminal as a screen.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class LiveView(Terminal terminal, LiveScreen screen, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250); // at the size, whose changes cause no event

    private readonly LiveArea _area = new(clock, terminal.HasColours);
    private long _drawn = clock.GetTimestamp(); // at first the start of the run: a very short run needs no area
    private ScreenSize? _drawnFor;
    private bool _isOver;

    /// <summary>The time until something has to be drawn; null: the run is over.</summary>
    public TimeSpan? WakeAfter
    {
        get
        {
            if (_isOver)
            {
                return null;
            }

            if (screen.Size.Due is { } settled)
            {
                return settled;
            }

            var due = Interval - clock.GetElapsedTime(_drawn);
            return due > TimeSpan.Zero && (_area.HasNews || terminal.HasUnwritten) ? due
                : screen.IsSuspended ? Interval
                : _area.NextTick is var tick && tick < LookAgain ? tick : LookAgain;
        }
    }

    public void Report(RunEvent happened)
    {
        _area.Report(happened);
        if (happened is RunEvent.RunFinished)
        {
            _isOver = true;
        }
    }

    /// <summary>Draws, if something is due.</summary>
    public void Show()
    {
        if (_isOver)
        {
            terminal.Flush(); // removes the area
            screen.End();
            return;
        }

        if (screen.IsLent)
        {
            terminal.Flush();
            return;
        }

        if (clock.GetElapsedTime(_drawn) < Interval)
        {
            if (screen.Area is null)
            {
                terminal.Flush();
            }

            return;
        }

        if (screen.Size.Look() is { } size)
        {
            Draw(size);
        }
        else if (screen.Size.Due is null)
        {
            terminal.Flush(); // the size is unknown: lines only
        }
    }

    private void Draw(ScreenSize size)
    {
        var area = _area.Text(size) is { Length: > 0 } text ? text : null;
        if (!terminal.HasUnwritten && size == _drawnFor && area == screen.Area)
        {
            return;
        }

        screen.Announce(area);
        terminal.Flush();
        screen.Draw();
        if (screen.Area is not null)
        {
            (_drawn, _drawnFor) = (clock.GetTimestamp(), size);
        }
    }
}
