using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Support;

/// <summary>Drives the rules step by step as the loop of a run does, by the ids of tasks: no thread, no clock, no process.</summary>
internal sealed class RuleRun
{
    private static readonly Outcome Failure = new Outcome.Exited(1);

    private readonly RuleGraph _graph;
    private readonly Dag _dag;
    private readonly List<Settled> _settled = [];

    public RuleRun(RuleGraph graph)
    {
        _graph = graph;
        _dag = graph.Build();
        Rules = graph.Start(_dag);
    }

    public Progress Rules { get; }

    /// <summary>What was settled without having run, each as often as it was told.</summary>
    public IReadOnlyList<Settled> Settled => _settled;

    public static RuleRun Of(FailureMode mode, params string[] tasks) => new(RuleGraph.Of(tasks) with { Mode = mode });

    public static RuleRun Of(params string[] tasks) => Of(FailureMode.Drain, tasks);

    /// <summary>Starts all that may start, the best first; groups end at once.</summary>
    /// <returns>Their ids.</returns>
    public string Start()
    {
        var started = new List<string>();
        while (Rules.TryTake(out var task))
        {
            started.Add(_dag.Node(task).Id);
            if (_dag.Node(task).IsGroup)
            {
                Rules.End(task, Outcome.Success);
                Settle();
            }
        }

        return string.Join(' ', started);
    }

    /// <summary>Starts the best one.</summary>
    public string StartOne() => Rules.TryTake(out var task) ? _dag.Node(task).Id : "";

    public TaskState End(string id, Outcome? outcome = null)
    {
        var state = Rules.End(_graph.IndexOf(id), outcome ?? Outcome.Success);
        Settle();
        return state;
    }

    public TaskState Fail(string id) => End(id, Failure);

    public void Skip(string id, TaskState state = TaskState.Skipped)
    {
        Rules.Skip(_graph.IndexOf(id), state);
        Settle();
    }

    /// <summary>One that was taken does not start after all.</summary>
    public void Return(string id)
    {
        Assert.False(Rules.MayStart(_graph.IndexOf(id)));
        Rules.Return(_graph.IndexOf(id));
        Settle();
    }

    /// <summary>What a task reads has changed; gives the ids of those that are to end.</summary>
    public string Withdraw(string id)
    {
        var running = Rules.Withdraw(_graph.IndexOf(id), new NotRunReason.InputChanged("'x' changed"));
        Settle();
        return string.Join(' ', running.Select(task => _dag.Node(task).Id));
    }

    public void Signal(string name = "SIGINT") => Stop(new StopCause.Signal(name));

    public void Stop(StopCause cause)
    {
        Rules.StopNow(cause, endsRunning: true);
        Settle();
    }

    /// <summary>The second signal, or the end of the time for clean-up.</summary>
    public void Close()
    {
        Rules.Close();
        Settle();
    }

    public TaskState StateOf(string id) => Rules.StateOf(_graph.IndexOf(id));

    /// <summary>A task's state and why: <c>NotRun: 'a' failed</c>.</summary>
    public string FateOf(string id) => FateOf(_graph.IndexOf(id));

    public string FateOf(int task) =>
        _settled.Find(settled => settled.Task == task) is { Reason: { } reason } ? $"{Rules.StateOf(task)}: {reason.Words}" : $"{Rules.StateOf(task)}";

    /// <summary>What the loop does after each step, whether a task may start or not.</summary>
    public void Settle()
    {
        Tell();
        if (Rules.HasRest)
        {
            Rules.GiveUpTheRest();
            Tell();
        }
    }

    private void Tell()
    {
        while (Rules.TryTakeSettled(out var settled))
        {
            _settled.Add(settled);
        }
    }
}
