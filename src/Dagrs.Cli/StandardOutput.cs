using System.Text;

namespace Dagrs.Cli;

/// <summary>Standard output for what a command was asked to print, as a whole. Where nobody reads any more, the rest is dropped.</summary>
internal static class StandardOutput
{
    public static void Write(string text)
    {
        using var stream = Console.OpenStandardOutput();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
