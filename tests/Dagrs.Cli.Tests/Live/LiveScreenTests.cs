using System.Text;
using Dagrs.Cli.Tests.Support;
using Dagrs.Console.Terminals;
using Dagrs.Core.Execution;
using Dagrs.Core.Reporting.Live;

namespace Dagrs.Cli.Tests.Live;

/// <summary>Lines and the area below them, on a model of a terminal.</summary>
public sealed class LiveScreenTests : IDisposable
{
    private const string Area = "[0/2] 1 running   0:01\r\n  a   1 s   wörk";

    private readonly VtScreen _vt = new(80, 24);
    private readonly Told _told = new();
    private bool _isInForeground = true;

    [Fact]
    public void Lines_scroll_above_the_area_and_are_written_together_with_it()
    {
        var screen = Screen();
        Write(screen, "one\n", Area);
        Write(screen, "two\nthree\n", Area);
        Assert.Equal(["one", "two", "three", "[0/2] 1 running   0:01", "  a   1 s   wörk"], _vt.Lines);
        Assert.Equal((3, 0), _vt.Cursor); // the first row of the area, visible
        Assert.Equal(2, _vt.Writes);
    }

    [Fact]
    public void An_area_comes_without_lines_and_a_shorter_one_leaves_nothing()
    {
        var screen = Screen();
        Write(screen, "one\n", Area);
        screen.Announce("short");
        screen.Draw();
        Assert.Equal(["one", "short"], _vt.Lines);
        screen.Draw(); // nothing was announced
        Assert.Equal(2, _vt.Writes);
    }

    [Fact]
    public void A_write_that_was_not_announced_takes_the_area_away_and_so_does_the_end()
    {
        var screen = Screen();
        Write(screen, "one\n", Area);
        screen.Write("two\n"u8);
        Assert.Equal(["one", "two"], _vt.Lines);
        Assert.Null(screen.Area);
        Write(screen, "three\n", Area);
        screen.End();
        Assert.Equal(["one", "two", "three"], _vt.Lines);
        Write(screen, "four\n", Area);
        Assert.Equal(["one", "two", "three", "four"], _vt.Lines);
    }

    [Fact]
    public void No_area_stands_behind_half_a_line()
    {
        var screen = Screen();
        Write(screen, "one\n", Area);
        Write(screen, "tw", Area);
        Assert.Equal(["one", "tw"], _vt.Lines);
        screen.Announce(Area);
        screen.Draw();
        Assert.Equal(["one", "tw"], _vt.Lines);
        Write(screen, "o\n", Area);
        Assert.Equal(["one", "two", "[0/2] 1 running   0:01", "  a   1 s   wörk"], _vt.Lines);
    }

    [Fact]
    public void Nothing_is_drawn_nor_erased_while_another_is_in_front()
    {
        var screen = Screen();
        Write(screen, "one\n", Area);
        _isInForeground = false;
        _vt.Write("\r\e[K\e[C\e[J\r$ \n"u8); // a shell
        Write(screen, "two\n", Area);
        Assert.Equal("two", _vt.Lines[2]);
        Assert.Null(screen.Area);
        _isInForeground = true;
        Write(screen, "three\n", Area);
        Assert.Equal(["two", "three", "[0/2] 1 running   0:01", "  a   1 s   wörk"], _vt.Lines.Skip(2));
    }

    [Fact]
    public void It_goes_before_the_process_is_suspended_and_comes_again_afterwards()
    {
        var screen = Screen();
        Write(screen, "one\n", Area);
        screen.Suspend();
        Assert.Equal(["one"], _vt.Lines);
        Write(screen, "two\n", Area); // by the thread of the reporters, that does not stand still yet
        Assert.Equal(["one", "two"], _vt.Lines);
        screen.Resume();
        Write(screen, "three\n", Area);
        Assert.Equal(5, _vt.Lines.Count);
    }

    [Fact]
    public void What_others_write_stands_whole_above_the_area()
    {
        var screen = Screen();
        Write(screen, "one\n", Area);
        screen.Aside(() => _vt.Write("a warning\n"u8));
        screen.Announce(Area);
        screen.Draw();
        Assert.Equal(["one", "a warning", "[0/2] 1 running   0:01", "  a   1 s   wörk"], _vt.Lines);
    }

    [Fact]
    public void The_guard_is_told_when_an_area_stands_and_when_none_does()
    {
        var screen = Screen();
        Write(screen, "one\n", Area);
        Write(screen, "two\n", Area);
        Assert.Equal("+", _told.Words);
        screen.Suspend();
        Assert.Equal("+-", _told.Words);
        screen.Resume();
        Write(screen, "", Area);
        screen.End();
        screen.End();
        Assert.Equal("+-+-", _told.Words);
    }

    [Fact]
    public void A_key_that_the_terminal_echoes_into_the_area_goes_with_it()
    {
        var screen = Screen();
        Write(screen, "one\n", Area);
        _vt.Write("^C"u8);
        screen.End();
        Assert.Equal(["one"], _vt.Lines);
    }

    [Fact]
    public void A_terminal_that_has_gone_is_no_fault_of_the_area()
    {
        var screen = new LiveScreen(new Gone(), () => true, new SettledSize(Size, TimeProvider.System));
        screen.Announce(Area);
        screen.Draw();
        screen.End();
        Assert.Throws<IOException>(() => screen.Write("line\n"u8));
    }

    public void Dispose() => _vt.Dispose();

    private LiveScreen Screen()
    {
        var screen = new LiveScreen(_vt, () => _isInForeground, new SettledSize(Size, TimeProvider.System));
        screen.Begin(_told);
        return screen;
    }

    private static ScreenSize? Size() => new(80, 24);

    private static void Write(LiveScreen screen, string lines, string area)
    {
        screen.Announce(area);
        screen.Write(Encoding.UTF8.GetBytes(lines));
    }

    private sealed class Told : IGuardsScreen
    {
        public string Words { get; private set; } = "";

        public void TellScreen(bool hasArea) => Words += hasArea ? "+" : "-";
    }

    private sealed class Gone : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("gone");
    }
}
