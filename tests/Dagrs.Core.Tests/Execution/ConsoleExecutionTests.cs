using Dagrs.Core.Execution;
using Dagrs.Core.Execution.CliWrap;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Execution;

/// <summary>A command that inherits the handles of this process, as tasks with the console do on Windows: how it ends, and that it hears when.</summary>
public sealed class ConsoleExecutionTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("test \"$A $DAGRS_TASK\" = 'one ask' || exit 4", 0)]
    public async Task It_ends_as_its_command_does(string script, int code)
    {
        var sink = new Hearing();
        var invocation = new Invocation(new Command.Shell(script)) { Name = "ask", Environment = new Dictionary<string, string> { ["A"] = "one" } };
        var outcome = await new ConsoleExecution(new CommandLine(), invocation, sink).RunAsync(default);

        Assert.Equal(code, outcome switch { Outcome.Succeeded => 0, Outcome.Exited exited => exited.Code, _ => -1 });
        Assert.Equal(["lent", "started", "returned"], sink.Heard);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var sink = new Hearing { WhenStarted = stop.Cancel };
        var outcome = await new ConsoleExecution(new CommandLine(), new Invocation(new Command.Shell("sleep 60")), sink).RunAsync(new(stop.Token, stop.Token));

        Assert.IsType<Outcome.Stopped>(outcome);
        Assert.Equal(["lent", "started", "returned"], sink.Heard);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_that_is_not_there_is_told() =>
        Assert.IsType<Outcome.NotStarted>(await new ConsoleExecution(new CommandLine(), new Invocation(new Command.Program(["no-such-program"])), new Hearing()).RunAsync(default));

    private sealed class Hearing : IOutputSink, ITerminalObserver
    {
        public List<string> Heard { get; } = [];

        public Action WhenStarted { get; init; } = () => { };

        public void Lent(CancellationToken giveUp) => Heard.Add("lent");

        public void Returned() => Heard.Add("returned");

        public void Started(int pid)
        {
            Heard.Add("started");
            WhenStarted();
        }

        public void Write(OutputChannel stream, ReadOnlySpan<byte> bytes) => Heard.Add("output");

        public void Warn(string message) => Heard.Add(message);
    }
}
