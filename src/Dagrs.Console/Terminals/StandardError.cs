using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Console.Terminals;

/// <summary>
/// Standard error, for messages. One that cannot be written is dropped: there is nobody left to read it, and the exit code still says it. It avoids
/// <see cref="System.Console.Error"/>, which switches the keypad mode of some terminals and never switches it back.
/// </summary>
internal static class StandardError
{
    /// <summary>The name of the program, which starts every message.</summary>
    public static string Program { get; set; } = "dagrs";

    /// <summary>The terminal with a live area that must not be corrupted; null: there is none.</summary>
    public static LiveScreen? Screen { get; set; }

    /// <summary>Holds messages back while a task has the terminal; null: not needed.</summary>
    public static HeldBack? Held { get; set; }

    public static void WriteLine(string line) => Write(line + "\n");

    /// <summary>Writes a text unchanged, except for secrets.</summary>
    public static void Write(string text)
    {
        if (Held is { } held && held.TryHold(text))
        {
            return;
        }

        if (Screen is { } screen)
        {
            screen.Aside(() => WriteNow(text));
        }
        else
        {
            WriteNow(text);
        }
    }

    /// <summary>Prints an error, in one line.</summary>
    public static void Complain(string message) => WriteLine($"{Program}: error: {message}");

    /// <summary>Prints a warning about something that the user may not have meant.</summary>
    public static void Warn(string message) => WriteLine($"{Program}: warn: {message}");

    private static void WriteNow(string text)
    {
        try
        {
            using var error = OperatingSystem.IsWindows() ? System.Console.OpenStandardError() : new DescriptorStream(2);
            error.Write(Encoding.UTF8.GetBytes(SecretValues.OfProgram?.Apply(text) ?? text));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
        }
    }
}
