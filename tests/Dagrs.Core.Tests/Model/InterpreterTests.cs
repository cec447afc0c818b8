using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

public class InterpreterTests
{
    private const string LooksAtNothing = "echo a";

    [Theory]
    [InlineData("sh", "-c")]
    [InlineData("sh", "-e", "-c")]
    [InlineData("/bin/bash", "-euo", "pipefail", "-c")]
    [InlineData("/usr/bin/dash", "-ec")]
    [InlineData("ash", "-c")]
    [InlineData("ksh", "+x", "-c")]
    [InlineData("mksh", "-c")]
    [InlineData("busybox", "sh", "-ec")]
    public void The_text_of_a_posix_shell_says_whether_it_looks_at_outputs(params string[] words)
    {
        Assert.False(new Interpreter(words).CanSeeArguments(LooksAtNothing));
        Assert.True(new Interpreter(words).CanSeeArguments("echo $1"));
    }

    [Theory]
    [InlineData("perl", "-e")]
    [InlineData("node", "-e")]
    [InlineData("python3", "-c")]
    [InlineData("ruby", "-e")]
    [InlineData("zsh", "-c")] // has $argv as well
    [InlineData("fish", "-c")]
    [InlineData("env", "bash", "-c")]
    [InlineData("sh", "./run.sh")] // the text is an argument of the script
    [InlineData("sh", "./run.sh", "-c")]
    [InlineData("bash", "--rcfile", "x", "-c")]
    [InlineData("bash", "-c", "eval \"$1\"", "x")]
    [InlineData("sh", "-cx")]
    [InlineData("busybox", "-c")]
    [InlineData("busybox", "sh")]
    [InlineData("./my-tool")]
    public void Whoever_else_is_handed_a_text_may_look_at_outputs_without_a_word_in_it(params string[] words) =>
        Assert.True(new Interpreter(words).CanSeeArguments(LooksAtNothing));

    [Fact]
    public void Python_and_PowerShell_may_look_at_outputs_by_a_library()
    {
        Assert.True(Interpreter.Python.CanSeeArguments("import argparse; print(argparse.ArgumentParser().parse_known_args())"));
        Assert.True(Interpreter.Pwsh.CanSeeArguments("param($first) $first"));
        Assert.False(Interpreter.Sh.CanSeeArguments(LooksAtNothing));
        Assert.False(Interpreter.Bash.CanSeeArguments(LooksAtNothing));
    }

    [Fact]
    public void Sh_and_bash_stop_at_the_first_command_that_fails()
    {
        Assert.Equal(["sh", "-e", "-c", "echo a", "id"], Interpreter.Sh.Call("echo a", "id"));
        Assert.Equal(["bash", "-eo", "pipefail", "-c", "echo a", "id"], Interpreter.Bash.Call("echo a", "id"));
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("+x")]
    [InlineData("-")]
    public void A_text_that_a_shell_would_take_for_an_option_is_marked_as_none(string script)
    {
        Assert.Equal(["sh", "-e", "-c", "--", script, "id"], Interpreter.Sh.Call(script, "id"));
        Assert.Equal(["ksh", "-c", "--", script, "id"], new Interpreter(["ksh", "-c"]).Call(script, "id"));
        Assert.Equal(["python3", "-c", script], Interpreter.Python.Call(script, "id"));
        Assert.Equal(["perl", "-e", script, "id"], new Interpreter(["perl", "-e"]).Call(script, "id"));
    }
}
