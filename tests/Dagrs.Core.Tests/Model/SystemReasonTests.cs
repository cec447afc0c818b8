using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

/// <summary>The system's reasons as they stand in messages.</summary>
public sealed class SystemReasonTests
{
    [Fact]
    public void What_NET_throws_for_a_file_is_said_in_the_system_s_words() => Assert.Equal(
        ["no such file or folder", "no such file or folder", "permission denied", "is a directory", "no space left on device", "it is in use", "the name is too long"],
        [
            SystemReason.Of(new DirectoryNotFoundException("Could not find a part of the path '/x'.")),
            SystemReason.Of(new FileNotFoundException("Could not find file '/x'.")),
            SystemReason.Of(new UnauthorizedAccessException("Access to the path '/x' is denied.")),
            SystemReason.Of(new UnauthorizedAccessException("Access to the path '/x' is denied.", new IOException("Is a directory", 21))),
            SystemReason.Of(new IOException("No space left on device : '/x'", 28)),
            SystemReason.Of(new IOException("The process cannot access the file", unchecked((int)0x80070020))),
            SystemReason.Of(new PathTooLongException("The specified path is too long.")),
        ]);

    [Theory]
    [InlineData("Something is wrong.", "something is wrong")]
    [InlineData("I/O is wrong", "I/O is wrong")]
    [InlineData("already small", "already small")]
    [InlineData("", "")]
    public void Anything_else_is_said_in_lower_case_and_without_a_full_stop(string message, string words) => Assert.Equal(words, SystemReason.Of(new InvalidOperationException(message)));
}
