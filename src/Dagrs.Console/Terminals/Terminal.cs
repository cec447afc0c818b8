using System.Text;
using Dagrs.Core.Execution.Unix;

namespace Dagrs.Console.Terminals;

/// <summary>What people read: standard output, or standard error where programs read the other one.</summary>
internal sealed class Terminal : GatheredOutput
{
    private const int FlushWithAreaAt = 1024 * 1024; // more than a terminal shows between two looks at it

    private readonly HeldBack _held;

    /// <param name="hasColours">True when colours are shown.</param>
    /// <param name="screen">The same as a terminal with an area below the lines; null: there are lines alone.</param>
    /// <param name="isError">True for standard error.</param>
    public Terminal(bool hasColours = false, LiveScreen? screen = null, bool isError = false)
        : this(hasColours, screen, isError, new HeldBack(screen ?? Open(isError)))
    {
    }

    private Terminal(bool hasColours, LiveScreen? screen, bool isError, HeldBack held)
        : base(held) => (HasColours, Screen, IsError, _held) = (hasColours, screen, isError, held);

    /// <summary>Raised once when nobody reads any more.</summary>
    public event Action? Broken;

    public bool HasColours { get; }

    /// <summary>What stands below the lines; null: there are lines alone.</summary>
    public LiveScreen? Screen { get; }

    protected override int FlushAt => Screen is null ? base.FlushAt : FlushWithAreaAt;

    public bool IsError { get; }

    /// <summary>What it is called in messages.</summary>
    public string Name => IsError ? "standard error" : "standard output";

    /// <summary>Ends a line that a task has left half, so that ours begins where lines begin.</summary>
    public void StartLine()
    {
        if (Last != '\n')
        {
            Write("\n");
        }
    }

    /// <summary>True while a task has the terminal.</summary>
    public bool IsLent => _held.IsHeld;

    /// <summary>How many bytes were held back and are lost.</summary>
    public long LostBytes => _held.LostBytes;

    /// <summary>A task gets the terminal: what was written until now is shown, what is written from now on waits.</summary>
    public void Lend()
    {
        StartLine();
        Flush();
        Screen?.Lend();
        _held.Hold();
    }

    /// <summary>The task has given it back: what has waited is shown. May be called by whoever ends the run, when nobody else writes any more.</summary>
    public void TakeBack()
    {
        if (!_held.IsHeld)
        {
            return;
        }

        Flush();
        Try(BeginRow);
        Try(_held.Release, always: true);
        Screen?.TakeBack();
    }

    // Nobody knows in which column the task has left the cursor. Blanks for one row but one column: they end in the next row unless it stood in the first column.
    private void BeginRow()
    {
        if (!OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TERM") != "dumb"
            && new TerminalDevice(IsError ? DescriptorStream.StandardError : DescriptorStream.StandardOutput) is { IsTerminal: true, Size: (Width: > 1 and var width, Height: _) })
        {
            using var terminal = Open(IsError);
            terminal.Write(Encoding.ASCII.GetBytes(new string(' ', width - 1) + "\r\e[K"));
        }
    }

    private static Stream Open(bool isError)
    {
        if (OperatingSystem.IsWindows())
        {
            return isError ? System.Console.OpenStandardError() : System.Console.OpenStandardOutput();
        }

        return new DescriptorStream(isError ? DescriptorStream.StandardError : DescriptorStream.StandardOutput);
    }

    protected override string? Fail(Exception wrong)
    {
        if (wrong.HResult != DescriptorStream.NobodyReads)
        {
            return base.Fail(wrong);
        }

        Broken?.Invoke();
        return null;
    }
}
