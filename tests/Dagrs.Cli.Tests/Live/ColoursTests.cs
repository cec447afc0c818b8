using Dagrs.Console.Terminals;

namespace Dagrs.Cli.Tests.Live;

/// <summary>Whether colours are shown: the option, then the variables, then the terminal.</summary>
public sealed class ColoursTests
{
    [Theory]
    [InlineData("", true, true)]
    [InlineData("", false, false)]
    [InlineData("TERM=dumb", true, false)]
    [InlineData("TERM=xterm", true, true)]
    [InlineData("NO_COLOR=1", true, false)]
    [InlineData("NO_COLOR=", true, true)] // as its standard has it
    [InlineData("NO_COLOR=1 FORCE_COLOR=1", true, false)]
    [InlineData("FORCE_COLOR=1", false, true)]
    [InlineData("FORCE_COLOR=3 TERM=dumb", false, true)]
    [InlineData("FORCE_COLOR=0", true, false)]
    [InlineData("FORCE_COLOR=", true, false)]
    [InlineData("CLICOLOR_FORCE=1", false, true)]
    [InlineData("CLICOLOR_FORCE=0", true, false)]
    [InlineData("CLICOLOR_FORCE=0", false, false)]
    [InlineData("CLICOLOR_FORCE=1 FORCE_COLOR=0", false, true)]
    public void The_first_that_says_something_decides(string variables, bool isTerminal, bool areShown)
    {
        string? ValueOf(string name) => variables.Split(' ').Select(variable => variable.Split('=')).FirstOrDefault(pair => pair[0] == name)?[1];
        Assert.Equal(areShown, Colours.AreShown(ColourMode.Auto, ValueOf, isTerminal));
        Assert.True(Colours.AreShown(ColourMode.Always, ValueOf, isTerminal));
        Assert.False(Colours.AreShown(ColourMode.Never, ValueOf, isTerminal));
    }
}
