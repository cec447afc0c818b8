using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Drives the rules of a run with services step by step, by the ids of tasks, and notes what they say: no thread, no clock, no process.</summary>
internal sealed class ServiceRun
{
    private readonly RuleGraph _graph;
    private readonly Dag _dag;
    private readonly List<Settled> _settled = [];

    public ServiceRun(RuleGraph graph)
    {
        _graph = graph;
        _dag = graph.Build();
        Rules = graph.Start(_dag);
        Settle();
    }

    public Progress Rules { get; }

    /// <summary>The services that were asked to end.</summary>
    public HashSet<int> Stopping { get; } = [];

    /// <summary>The tasks that were told to end, since a service of theirs had ended.</summary>
    public HashSet<int> Ending { get; } = [];

    /// <summary>Those that were started, in that order.</summary>
    public List<int> Started { get; } = [];

    public static ServiceRun Of(params string[] tasks) => new(RuleGraph.Of(tasks));

    public static ServiceRun Of(FailureMode mode, params string[] tasks) => new(RuleGraph.Of(tasks) with { Mode = mode });

    /// <summary>Starts all that may start; groups end at once.</summary>
    /// <returns>Their ids.</returns>
    public string Start()
    {
        var started = new List<string>();
        while (TakeOne() is >= 0 and var task)
        {
            if (!_dag.Node(task).IsGroup)
            {
                started.Add(_dag.Node(task).Id);
            }
        }

        return string.Join(' ', started);
    }

    /// <summary>Starts the next one; -1: nothing may start now.</summary>
    public int TakeOne()
    {
        while (true)
        {
            if (Rules.TryTakeService(out var service))
            {
                Started.Add(service);
                return service;
            }

            if (!Rules.TryTake(out var task))
            {
                return -1;
            }

            if (Rules.PutOff(task, isAsked: true))
            {
                Settle();
                continue;
            }

            Started.Add(task);
            if (_dag.Node(task).IsGroup)
            {
                Rules.End(task, Outcome.Success);
                Settle();
            }

            return task;
        }
    }

    public void Ready(string id) => Ready(_graph.IndexOf(id));

    public void Ready(int task)
    {
        Rules.SetReady(task);
        Settle();
    }

    public TaskState End(string id, Outcome? outcome = null) => End(_graph.IndexOf(id), outcome ?? (Stopping.Contains(_graph.IndexOf(id)) ? new Outcome.Stopped() : Outcome.Success));

    public TaskState End(int task, Outcome outcome)
    {
        var state = Rules.End(task, outcome);
        Settle();
        return state;
    }

    public TaskState Dies(string id) => End(id, new Outcome.EndedEarly(Outcome.Success));

    /// <summary>Its process has ended; what it left behind lives on.</summary>
    public void Break(string id)
    {
        Rules.Break(_graph.IndexOf(id));
        Settle();
    }

    public void Skip(string id, TaskState state = TaskState.Skipped)
    {
        Assert.True(Rules.TryTake(out var task) && task == _graph.IndexOf(id));
        Rules.Skip(task, state);
        Settle();
    }

    /// <summary>One that was taken does not run after all.</summary>
    public void SkipRunning(int task)
    {
        Rules.Skip(task);
        Settle();
    }

    public void Signal()
    {
        Rules.StopNow(new StopCause.Signal("SIGINT"), endsRunning: true);
        Settle();
    }

    public void Close()
    {
        Rules.Close();
        Settle();
    }

    /// <summary>The ids of the services that are asked to end and have not.</summary>
    public string Stops() => string.Join(' ', Stopping.Where(service => Rules.StateOf(service) == TaskState.Running).Select(service => _dag.Node(service).Id));

    public string Fates() => string.Join(' ', Enumerable.Range(0, _graph.Count).Select(task => $"{_dag.Node(task).Id}={Rules.StateOf(task)}"));

    public string FateOf(string id)
    {
        var task = _graph.IndexOf(id);
        return _settled.Find(settled => settled.Task == task) is { Reason: { } reason } ? $"{Rules.StateOf(task)}: {reason.Words}" : $"{Rules.StateOf(task)}";
    }

    /// <summary>How often a task was settled without having run.</summary>
    public int Settlements(int task) => _settled.Count(settled => settled.Task == task);

    private void Settle()
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

        while (Rules.TryTakeStopping(out var service))
        {
            Assert.True(Stopping.Add(service));
        }

        while (Rules.TryTakeEnding(out var task))
        {
            Ending.Add(task);
        }
    }
}
