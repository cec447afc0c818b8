using System.Text;

namespace Dagrs.Cli;

/// <summary>What a command was asked to print, on standard output, as a whole. Nobody reading it any more is no failure; a full disk is.</summary>
internal static class Answer
{
    public static void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    public static void Write(ReadOnlySpan<byte> text)
    {
        using var stream = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardOutput();
        try
        {
            stream.Write(text);
        }
        catch (IOException wrong) when (wrong.HResult == StandardOutput.NobodyReads)
        {
        }
    }
}
