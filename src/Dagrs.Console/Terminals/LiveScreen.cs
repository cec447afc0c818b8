using System.Buffers;
using System.Text;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Reporting.Live;

namespace Dagrs.Console.Terminals;

/// <summary>
/// A terminal with a live area below its lines. While the area is shown, every write goes through here, as a single system call each: erase the area,
/// print the lines, draw the area again. The cursor then rests on the first row of the area, so that "erase from here on" removes it even after a resize.
/// It knows neither what the area shows nor when it should. Thread-safe.
/// </summary>
/// <param name="terminal">The terminal.</param>
/// <param name="isInForeground">False while the shell has another process in the foreground, which must not be disturbed.</param>
/// <param name="size">The size of the terminal.</param>
internal sealed class LiveScreen(Stream terminal, Func<bool> isInForeground, SettledSize size) : WriteOnlyStream
{
    // To the end of the row, one column right, to the end of the screen: on "erase all" from the first cell of the screen, tmux would save
    // the area among the lines in its scrollback.
    private static ReadOnlySpan<byte> EraseDown => "\r\e[K\e[C\e[J\r"u8;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200); // with a thread that is blocked in a write

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private IGuardsScreen? _guard;
    private string? _next; // the area after the next write
    private bool _isAnnounced;
    private bool _isAtLineStart = true;
    private bool _isSuspended;
    private bool _isLent;
    private bool _isOver;

    /// <summary>The area shown; null: none.</summary>
    public string? Area { get; private set; }

    /// <summary>True while nothing may be drawn, because the process is about to be suspended or a task has the terminal.</summary>
    public bool IsSuspended => Volatile.Read(ref _isSuspended) || IsLent;

    /// <summary>True while a task has the terminal.</summary>
    public bool IsLent => Volatile.Read(ref _isLent);

    /// <summary>Its size.</summary>
    public SettledSize Size => size;

    public static LiveScreen On(TerminalDevice device) => new(
        new DescriptorStream(DescriptorStream.StandardOutput),
        () => device.IsInForeground,
        new SettledSize(() => device.Size is var (width, height) ? new ScreenSize(width, height) : null, TimeProvider.System));

    /// <summary>Allows an area from now on: errors go through here, and the area is also removed when this process crashes or is killed.</summary>
    /// <param name="guard">Tracks the area, and removes it when this process is killed; null: there is none.</param>
    public void Begin(IGuardsScreen? guard)
    {
        _guard = guard;
        StandardError.Screen = this;
        AppDomain.CurrentDomain.UnhandledException += EndOnFault;
    }

    /// <summary>Sets the area for the next write; null: none. A write without an announcement removes the area.</summary>
    public void Announce(string? area) => (_next, _isAnnounced) = (area, true);

    /// <summary>Draws what was announced, unless a write has done so.</summary>
    public void Draw()
    {
        try
        {
            if (_isAnnounced)
            {
                Write(default);
            }
        }
        catch (IOException)
        {
            _isOver = true; // the writer of the next lines will meet the error, and report it
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            if (Area is not null && !_isAnnounced)
            {
                size.Wait();
            }

            var isSeen = isInForeground();
            if (Area is not null && !isSeen)
            {
                SetArea(null); // another program has written there since: it is no longer ours to erase
            }

            _isAtLineStart = buffer.IsEmpty ? _isAtLineStart : buffer[^1] == '\n';
            var area = isSeen && _isAtLineStart && !_isSuspended && !_isLent && !_isOver ? _next : null;
            (_next, _isAnnounced) = (null, false);
            if (area is null && Area is null)
            {
                terminal.Write(buffer);
                return;
            }

            _bytes.ResetWrittenCount();
            _bytes.Write(Area is null ? default : EraseDown);
            _bytes.Write(buffer);
            if (area is not null)
            {
                AppendArea(area);
                SetArea(area); // the guard must know before it is drawn
            }

            terminal.Write(_bytes.WrittenSpan);
            if (area is null)
            {
                SetArea(null);
            }
        }
    }

    /// <summary>Removes the area, if it is shown, and lets somebody else write to the terminal.</summary>
    public void Aside(Action write)
    {
        lock (_gate)
        {
            Erase();
            write();
        }
    }

    /// <summary>Removes the area, because this process is about to be suspended. Nothing is drawn until it continues.</summary>
    public void Suspend() => Leave(ref _isSuspended);

    /// <summary>This process continues.</summary>
    public void Resume() => Volatile.Write(ref _isSuspended, false);

    /// <summary>Removes the area, because a task gets the terminal. Nothing is drawn until the task returns it.</summary>
    public void Lend() => Leave(ref _isLent);

    /// <summary>The task has returned the terminal.</summary>
    public void TakeBack() => Volatile.Write(ref _isLent, false);

    /// <summary>Removes the area for good.</summary>
    public void End()
    {
        StandardError.Screen = null;
        AppDomain.CurrentDomain.UnhandledException -= EndOnFault;
        Leave(ref _isOver);
    }

    private void EndOnFault(object sender, UnhandledExceptionEventArgs fault) => End();

    private void Leave(ref bool isSo)
    {
        Volatile.Write(ref isSo, true);
        if (!_gate.TryEnter(Patience))
        {
            return; // the terminal is blocked: it would not accept this either
        }

        try
        {
            Erase();
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Erase()
    {
        if (Area is null)
        {
            return;
        }

        try
        {
            if (isInForeground())
            {
                terminal.Write(EraseDown);
            }
        }
        catch (IOException)
        {
            // The terminal is gone.
        }

        SetArea(null);
    }

    private void AppendArea(string area)
    {
        Encoding.UTF8.GetBytes(area, _bytes);
        var below = area.AsSpan().Count('\n');
        Encoding.UTF8.GetBytes(below == 0 ? "\r" : $"\r\e[{below}A", _bytes);
    }

    private void SetArea(string? area)
    {
        if ((area is null) != (Area is null))
        {
            _guard?.TellScreen(area is not null);
        }

        Area = area;
    }
}
