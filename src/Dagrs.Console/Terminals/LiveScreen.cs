using System.Buffers;
using System.Text;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Reporting.Live;

namespace Dagrs.Console.Terminals;

/// <summary>
/// A terminal with an area below its lines. All that is written while the area stands goes through here, in one write each: the area goes, lines
/// scroll, the area comes again. After that the cursor stands on the first row of the area, so that it goes by "erase from here on", whatever has
/// become of the width. It knows neither what the area shows nor when it should. Thread-safe.
/// </summary>
/// <param name="terminal">What is written to.</param>
/// <param name="isInForeground">False while a shell has another process in front, which must not be disturbed.</param>
/// <param name="size">How large the terminal is.</param>
internal sealed class LiveScreen(Stream terminal, Func<bool> isInForeground, SettledSize size) : WriteOnlyStream
{
    // To the end of the row, one column on, to the end of the screen: tmux takes "erase all from the first place of the screen on" for a wish to keep
    // what stood there, among the lines that have scrolled away.
    private static ReadOnlySpan<byte> EraseDown => "\r\e[K\e[C\e[J\r"u8;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200); // with a thread that is stuck in a write

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private IGuardsScreen? _guard;
    private string? _next; // what is to stand there after the next write
    private bool _isAnnounced;
    private bool _isAtLineStart = true;
    private bool _isHalted;
    private bool _isLent;
    private bool _isOver;

    /// <summary>What stands there; null: nothing.</summary>
    public string? Area { get; private set; }

    /// <summary>True while nothing may be drawn since the whole process is about to stand still, or since a task has the terminal.</summary>
    public bool IsHalted => Volatile.Read(ref _isHalted) || IsLent;

    /// <summary>True while a task has the terminal.</summary>
    public bool IsLent => Volatile.Read(ref _isLent);

    /// <summary>How large it is.</summary>
    public SettledSize Size => size;

    public static LiveScreen On(TerminalDevice device) => new(
        new DescriptorStream(DescriptorStream.StandardOutput),
        () => device.IsInForeground,
        new SettledSize(() => device.Size is var (width, height) ? new ScreenSize(width, height) : null, TimeProvider.System));

    /// <summary>From now on an area may stand: complaints go through here, and it goes also when this process breaks down or is killed.</summary>
    /// <param name="guard">Knows whether an area stands, and takes it away when this process is killed; null: nobody does.</param>
    public void Begin(IGuardsScreen? guard)
    {
        _guard = guard;
        StandardError.Screen = this;
        AppDomain.CurrentDomain.UnhandledException += EndOnFault;
    }

    /// <summary>The next write has this area below its lines; null: none. A write that was not announced takes the area away.</summary>
    public void Announce(string? area) => (_next, _isAnnounced) = (area, true);

    /// <summary>Writes what was announced, unless a write has done so.</summary>
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
            _isOver = true; // whoever writes lines will meet it, and tell
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
                SetArea(null); // somebody else has written there since: it is not ours to erase any more
            }

            _isAtLineStart = buffer.IsEmpty ? _isAtLineStart : buffer[^1] == '\n';
            var area = isSeen && _isAtLineStart && !_isHalted && !_isLent && !_isOver ? _next : null;
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
                SetArea(area); // the guard knows before it stands there
            }

            terminal.Write(_bytes.WrittenSpan);
            if (area is null)
            {
                SetArea(null);
            }
        }
    }

    /// <summary>Takes the area away, if it stands, and lets somebody else write to the terminal.</summary>
    public void Aside(Action write)
    {
        lock (_gate)
        {
            Erase();
            write();
        }
    }

    /// <summary>Takes the area away: this process is about to stand still. Nothing is drawn until it goes on.</summary>
    public void Halt() => Leave(ref _isHalted);

    /// <summary>This process goes on.</summary>
    public void Resume() => Volatile.Write(ref _isHalted, false);

    /// <summary>Takes the area away: a task gets the terminal. Nothing is drawn until it gives it back.</summary>
    public void Lend() => Leave(ref _isLent);

    /// <summary>The task has given the terminal back.</summary>
    public void TakeBack() => Volatile.Write(ref _isLent, false);

    /// <summary>Takes the area away for good.</summary>
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
            return; // the terminal takes nothing: it would not take this either
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
            // There is no terminal any more.
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
