using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

public class TaskSettingsTests
{
    [Theory]
    [InlineData("DAGRS_RUN")]
    [InlineData("DAGRS_TASK")]
    [InlineData("DAGRS_ATTEMPT")]
    [InlineData("DAGRS_START")]
    [InlineData("DAGRS_ARGS")]
    [InlineData("Dagrs_Run")]
    public void A_variable_that_dagrs_sets_is_refused_in_code_too(string name)
    {
        var wrong = Assert.Throws<ArgumentException>(() => new TaskSettings { Environment = new Dictionary<string, string> { [name] = "x" } });

        Assert.StartsWith($"'{name}' is set by dagrs itself, for every task; use another name", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("Environment", wrong.ParamName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A=B")]
    [InlineData("A\0")]
    public void What_no_variable_can_be_called_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => TaskSettings.Default with { Environment = new Dictionary<string, string> { [name] = "x" } });

    [Theory]
    [InlineData("DAGRS_EXECUTOR")] // what a task may say to a dagrs that it runs
    [InlineData("DAGRS_RUNNER")]
    [InlineData("MY_DAGRS_RUN")]
    [InlineData("PATH")]
    public void Every_other_variable_is_fine(string name) =>
        Assert.Equal("x", new TaskSettings { Environment = new Dictionary<string, string> { [name] = "x" } }.Environment[name]);
}
