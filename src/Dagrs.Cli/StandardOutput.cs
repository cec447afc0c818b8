namespace Dagrs.Cli;

/// <summary>Standard output for what a command was asked to print. Nobody reading it any more is no failure; a full disk is.</summary>
internal static class StandardOutput
{
    public static void Write(ReadOnlySpan<byte> text)
    {
        using var stream = Console.OpenStandardOutput();
        stream.Write(text);
    }
}
