namespace Dagrs.Cli;

/// <summary>Standard output.</summary>
internal sealed class Terminal() : GatheredOutput(OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(DescriptorStream.StandardOutput))
{
    public static bool HasColours { get; } =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Raised once when nobody reads any more.</summary>
    public event Action? Broken;

    /// <summary>Ends a line that a task has left half, so that ours begins where lines begin.</summary>
    public void StartLine()
    {
        if (Last != '\n')
        {
            Write("\n");
        }
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
