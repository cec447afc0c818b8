using System.Runtime.InteropServices;

namespace Dagrs.Core.Model;

/// <summary>Why the system refused something, in its own words, styled for a message: lower case, no full stop. It names no file.</summary>
internal static class SystemReason
{
    private const int LargestNumber = 4095; // of a system error; greater numbers come from .NET
    private const int InUse = unchecked((int)0x80070020); // ERROR_SHARING_VIOLATION: another process has the file open and does not share it

    /// <summary>The reason for an error number.</summary>
    public static string Of(int number) => InLowerCase(Marshal.GetPInvokeErrorMessage(number));

    /// <summary>The reason for an exception of .NET.</summary>
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
