using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Where colours are shown commands are told so, unless somebody else has a say in that.</summary>
public sealed class ColourVariableTests
{
    private const string Say = "echo \"$DAGRS_TASK:${FORCE_COLOR-none}:${CLICOLOR_FORCE-none}\"";

    [Fact(Timeout = 60_000)]
    public async Task A_command_is_told() => Assert.Equal("a:1:1\n", await OutputAsync($"dagrs: {{ a: {{ name: A, cmd: '{Say}' }} }}"));

    [Fact(Timeout = 60_000)]
    public async Task It_keeps_the_variables_that_it_has() =>
        Assert.Equal("1:1:2\n", await OutputAsync("dagrs: { a: { name: A, env: { X: 2 }, cmd: 'echo $FORCE_COLOR:$CLICOLOR_FORCE:$X' } }"));

    [Theory(Timeout = 60_000)]
    [InlineData("NO_COLOR: 1", "a:none:none\n")]
    [InlineData("NO_COLOR: ''", "a:none:none\n")]
    [InlineData("FORCE_COLOR: 0", "a:0:none\n")]
    [InlineData("CLICOLOR_FORCE: 3", "a:none:3\n")]
    [InlineData("CLICOLOR: 1", "a:none:none\n")]
    [InlineData("TERM: dumb", "a:none:none\n")]
    [InlineData("TERM: xterm", "a:1:1\n")]
    public async Task One_whose_file_decides_is_not(string variable, string output)
    {
        Assert.Equal(output, await OutputAsync($"dagrs: {{ a: {{ name: A, env: {{ {variable} }}, cmd: '{Say}' }} }}"));
        Assert.Equal(output, await OutputAsync($"env: {{ {variable} }}\ndagrs: {{ a: {{ name: A, cmd: '{Say}' }} }}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task One_whose_output_is_read_by_another_task_is_not()
    {
        var output = await OutputAsync($"dagrs: {{ a: {{ name: A, cmd: '{Say}' }}, b: {{ name: B, after: a, cmd: 'echo \"$1\"; {Say}' }} }}");
        Assert.Equal("a:none:none\na:none:none\nb:1:1\n", output);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nobody_is_told_where_no_colours_are_shown() =>
        Assert.Equal("a:none:none\n", await OutputAsync($"dagrs: {{ a: {{ name: A, cmd: '{Say}' }} }}", asks: false));

    private static async Task<string> OutputAsync(string yaml, bool asks = true)
    {
        var reporter = new CollectingReporter();
        var report = await WorkflowFile.LoadText(yaml).RunAsync(new RunOptions { Reporters = [reporter], AsksForColours = asks, KeepsOutputs = false });
        Assert.True(report.Succeeded);
        return string.Concat(reporter.Events.OfType<RunEvent.TaskOutput>().Select(output => Encoding.UTF8.GetString(output.Bytes.Span)));
    }
}
