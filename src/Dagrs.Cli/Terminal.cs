namespace Dagrs.Cli;

/// <summary>What people read: standard output, or standard error where programs read the other one.</summary>
/// <param name="hasColours">True when colours are shown.</param>
/// <param name="screen">The same as a terminal with an area below the lines; null: there are lines alone.</param>
/// <param name="isError">True for standard error.</param>
internal sealed class Terminal(bool hasColours = false, LiveScreen? screen = null, bool isError = false) : GatheredOutput(screen ?? Open(isError))
{
    private const int FlushWithAreaAt = 1024 * 1024; // more than a terminal shows between two looks at it

    /// <summary>Raised once when nobody reads any more.</summary>
    public event Action? Broken;

    public bool HasColours => hasColours;

    /// <summary>What stands below the lines; null: there are lines alone.</summary>
    public LiveScreen? Screen => screen;

    protected override int FlushAt => screen is null ? base.FlushAt : FlushWithAreaAt;

    public bool IsError => isError;

    /// <summary>What it is called in messages.</summary>
    public string Name => isError ? "standard error" : "standard output";

    /// <summary>Ends a line that a task has left half, so that ours begins where lines begin.</summary>
    public void StartLine()
    {
        if (Last != '\n')
        {
            Write("\n");
        }
    }

    private static Stream Open(bool isError)
    {
        if (OperatingSystem.IsWindows())
        {
            return isError ? Console.OpenStandardError() : Console.OpenStandardOutput();
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
