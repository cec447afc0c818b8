using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

public class CommandTests
{
    [Theory]
    [InlineData(new[] { "ls", "-l" }, "ls -l")]
    [InlineData(new[] { "echo", "a b", "" }, "echo 'a b' ''")]
    [InlineData(new[] { "echo", "it's" }, "echo 'it'\\''s'")]
    [InlineData(new[] { "echo", "$HOME", "*", "a;b" }, "echo '$HOME' '*' 'a;b'")]
    [InlineData(new[] { "cc", "-o", "out/main.o", "--x=1,2", "user@host:/x", "100%" }, "cc -o out/main.o --x=1,2 user@host:/x 100%")]
    public void A_program_is_shown_as_it_would_be_typed(string[] words, string text)
    {
        Assert.Equal(text, new Command.Program(words).Text);
    }

    [Fact]
    public void A_shell_text_is_shown_as_it_stands()
    {
        Assert.Equal("echo 'a b'\n", new Command.Shell("echo 'a b'\n").Text);
    }
}
