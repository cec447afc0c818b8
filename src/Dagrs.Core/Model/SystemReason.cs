using System.Runtime.InteropServices;

namespace Dagrs.Core.Model;

/// <summary>Why the system refused something, in its own words, as a message has them: in lower case, without a full stop. It names no file.</summary>
internal static class SystemReason
{
    private const int LargestNumber = 4095; // of an error of the system; what is greater comes from .NET
    private const int InUse = unchecked((int)0x80070020); // another one has opened the file and shares it with nobody

    /// <summary>The reason of an error's number.</summary>
    public static string Of(int number) => InLowerCase(Marshal.GetPInvokeErrorMessage(number));

    /// <summary>The reason of what .NET has thrown.</summary>
    public static string Of(Exception wrong) => wrong switch
    {
        UnauthorizedAccessException { InnerException: IOException inner } => Of(inner),
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "no such file or folder",
        PathTooLongException => "the name is too long",
        { HResult: InUse } => "it is in use",
        { HResult: > 0 and <= LargestNumber } => Of(wrong.HResult),
        _ => InLowerCase(wrong.Message),
    };

    private static string InLowerCase(string message)
    {
        var words = message.TrimEnd('.', ' ');
        return words.Length > 1 && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }
}
