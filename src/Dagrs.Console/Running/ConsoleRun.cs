using Dagrs.Console.Reporters;
using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State.Runs;

namespace Dagrs.Console.Running;

/// <summary>One run with a console: its reporters, its signals, and its lost output. It does not know what is run.</summary>
/// <param name="output">Where it is reported.</param>
/// <param name="console">What the terminal shows.</param>
/// <param name="loop">The loop on which it runs.</param>
internal sealed class ConsoleRun(RunOutput output, ConsoleOptions console, MainLoop loop)
{
    private readonly ConsoleReporter _shown = new(output.Terminal, console, loop);
    private OwnFault? _fault;

    /// <summary>Its reporters. The recorder is the last, since it records whether the others could write.</summary>
    /// <param name="log">Writes the log; null: there is none.</param>
    /// <param name="remembered">The folder and the request of the stored run; null: it is not stored.</param>
    /// <param name="dag">What is run.</param>
    public IReadOnlyList<IReporter> Reporters(IReporter? log, (OwnRun Run, RunRequest Request)? remembered, Dag dag)
    {
        IReporter?[] reporters = [output.Lost, _shown, log, output.Recordings.CreateReporter(() => loop.Suspended, CodeOf, remembered, dag)];
        return [.. reporters.OfType<IReporter>()];
    }

    /// <summary>Runs, on the calling thread.</summary>
    /// <param name="scheduler">The run.</param>
    /// <param name="signals">What stops it.</param>
    /// <param name="executor">Runs its commands.</param>
    public RunReport Run(Scheduler scheduler, StopSignals signals, IExecutor executor)
    {
        var terminal = output.Terminal;
        terminal.Broken += () => scheduler.Stop(new StopCause.Signal("SIGPIPE"));
        signals.DirectTo(scheduler, executor, terminal.Screen);
        terminal.Screen?.Begin(executor as IGuardsScreen);
        _fault = new OwnFault(scheduler);
        try
        {
            return loop.Run(() => scheduler.RunAsync(), _fault.Meet);
        }
        finally
        {
            signals.DirectTo(null);
            terminal.TakeBack();
            terminal.Screen?.End();
        }
    }

    /// <summary>Writes everything that is due at its end.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="report">Its report.</param>
    /// <returns>The exit code.</returns>
    public int Finish(string id, RunReport report)
    {
        var (terminal, lost) = (output.Terminal, output.Lost);
        lost.Add("the output of tasks is incomplete", _shown.Problem);
        lost.AddFault(_fault?.Words);
        TellAtLast(output.Recordings.Finish(id, report, console.IsQuiet, lost));
        lost.Add($"the log '{output.LogPath}' is incomplete", output.Log?.Problem);
        lost.Add($"{terminal.Name} is incomplete", terminal.Problem);
        return lost.Tell(RunExit.CodeOf(report));
    }

    // Flush the buffers of the other reporters first, to find out whether they can be written.
    private int CodeOf(RunReport report)
    {
        output.Terminal.Flush();
        output.Log?.Flush();
        return output.Lost.CodeOf(RunExit.CodeOf(report), output.Terminal.Problem, output.Log?.Problem, _shown.Problem);
    }

    private void TellAtLast(string text)
    {
        if (text.Length > 0)
        {
            var terminal = new Terminal(isError: output.Terminal.IsError);
            terminal.Write(text);
            terminal.Complete();
            terminal.Flush();
            output.Lost.Add($"{terminal.Name} is incomplete", output.Terminal.Problem is null ? terminal.Problem : null);
        }
    }
}
