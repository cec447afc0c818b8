using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Console.Terminals;

/// <summary>
/// Standard error for complaints. One that cannot be written is dropped: there is nobody left to tell, and the exit code still speaks. Not by
/// <see cref="System.Console.Error"/>, which switches the keypad of some terminals and never switches it back.
/// </summary>
internal static class StandardError
{
    /// <summary>The name of the program, with which complaints begin.</summary>
    public static string Program { get; set; } = "dagrs";

    /// <summary>The terminal on which something may stand below the lines, which must not be torn; null: there is nothing.</summary>
    public static LiveScreen? Screen { get; set; }

    /// <summary>Where complaints wait while a task has the terminal; null: they need not.</summary>
    public static HeldBack? Held { get; set; }

    public static void WriteLine(string line) => Write(line + "\n");

    /// <summary>Writes a text as it is, but for secrets.</summary>
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

    /// <summary>Something that is wrong, in one line.</summary>
    public static void Complain(string message) => WriteLine($"{Program}: error: {message}");

    /// <summary>Something that the user may not have meant.</summary>
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
