using System.Text;
using Dagrs.Core.Execution.Unix;

namespace Dagrs.Console.Terminals;

/// <summary>The output for people: standard output, or standard error where programs read standard output.</summary>
internal sealed class Terminal : GatheredOutput
{
    private const int FlushWithAreaAt = 1024 * 1024; // more than a terminal shows between two frames

    private readonly HeldBack _held;

    /// <param name="hasColours">True when colours are shown.</param>
    /// <param name="screen">The same terminal with a live area; null: lines only.</param>
    /// <param name="isError">True for standard error.</param>
    public Terminal(bool hasColours = false, LiveScreen? screen = null, bool isError = false)
        : this(hasColours, screen, isError, new HeldBack(screen ?? Open(isError)))
    {
    }

    private Terminal(bool hasColours, LiveScreen? screen, bool isError, HeldBack held)
        : base(held) => (HasColours, Screen, IsError, _held) = (hasColours, screen, isError, held);

    /// <summary>Raised once when nobody reads any more (broken pipe).</summary>
    public event Action? Broken;

    public bool HasColours { get; }

    /// <summary>The live area; null: lines only.</summary>
    public LiveScreen? Screen { get; }

    protected override int FlushAt => Screen is null ? base.FlushAt : FlushWithAreaAt;

    public bool IsError { get; }

    /// <summary>Its name in messages.</summary>
    public string Name => IsError ? "standard error" : "standard output";

    /// <summary>Ends a line that a task has left incomplete, so that ours begins in the first column.</summary>
    public void StartLine()
    {
        if (Last != '\n')
        {
            Write("\n");
        }
    }

    /// <summary>True while a task has the terminal.</summary>
    public bool IsLent => _held.IsHeld;

    /// <summary>How many bytes were held back and then lost.</summary>
    public long LostBytes => _held.LostBytes;

    /// <summary>Gives the terminal to a task: shows what was written so far, and holds back what follows.</summary>
    public void Lend()
    {
        StartLine();
        Flush();
        Screen?.Lend();
        _held.Hold();
    }

    /// <summary>Takes the terminal back: shows what was held back. At the end of the run any thread may call it, when nobody else writes any more.</summary>
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

    // The column in which the task has left the cursor is unknown. One row of blanks less one column ends in the next row, unless it started in the first
    // column.
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
