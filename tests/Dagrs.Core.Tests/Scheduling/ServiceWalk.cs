using Dagrs.Core.Model;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>One random way through a graph with services. What must hold of them is looked at after each step.</summary>
internal sealed class ServiceWalk(RuleGraph graph, Random random)
{
    private const int Patience = 400;

    private readonly ServiceModel _model = new(graph);
    private readonly ServiceRun _run = new(graph);
    private readonly HashSet<int> _ready = [];
    private readonly HashSet<int> _inVain = []; // tasks that ran when a service of theirs ended by itself
    private readonly HashSet<int> _asked = []; // services that were asked to end; a failure after that comes too late for who would clean up after it
    private readonly int _trouble = random.Next(0, 30);
    private bool _isStopped;
    private bool _isClosed;

    public List<string> Violations { get; } = [];

    public List<string> Log { get; } = [];

    public string FateOf(int task) => _run.FateOf(graph.Tasks[task].Id);

    public void Walk()
    {
        for (var step = 0; _run.Rules.Unfinished > 0 && Violations.Count == 0; step++)
        {
            if (step > Patience)
            {
                Violations.Add("it does not come to an end");
                return;
            }

            Step();
            Look();
        }
    }

    private void Step()
    {
        var running = Running().ToList();
        if (random.Next(100) < _trouble / 6)
        {
            Log.Add("signal");
            _isStopped = true;
            _run.Signal();
        }
        else if (_isStopped && random.Next(25) == 0)
        {
            Log.Add("closed");
            _isClosed = true;
            _run.Close();
        }
        else if (running.Count == 0 || random.Next(2) == 0)
        {
            Take(running);
        }
        else
        {
            Move(running[random.Next(running.Count)]);
        }
    }

    private void Take(List<int> running)
    {
        var task = _run.TakeOne();
        if (task < 0)
        {
            if (running.Count == 0 && !_isStopped && !_isClosed)
            {
                // Services that last wait for a signal.
                Violations.Add($"nothing runs, nothing may start, and something is left: {_run.Fates()}");
            }
            else if (running.Count == 0 && _run.Rules.Unfinished > 0)
            {
                Violations.Add($"nothing runs after the stop, and something is left: {_run.Fates()}");
            }
            else if (running.TrueForAll(one => graph.Tasks[one].IsService && _ready.Contains(one) && !_run.Stopping.Contains(one)))
            {
                Log.Add("signal");
                _isStopped = true;
                _run.Signal();
            }

            return;
        }

        Log.Add($"{graph.Tasks[task].Id} starts");
        CheckStart(task);
        if (!graph.Tasks[task].IsGroup && !graph.Tasks[task].IsService && random.Next(12) == 0)
        {
            Log.Add($"{graph.Tasks[task].Id} is skipped");
            _run.SkipRunning(task);
        }
    }

    private void Move(int task)
    {
        var id = graph.Tasks[task].Id;
        var fails = random.Next(100) < _trouble;
        if (!graph.Tasks[task].IsService)
        {
            var isToEnd = _run.Ending.Contains(task) || _isClosed || (_isStopped && !graph.Tasks[task].IsCleanUp);
            var outcome = fails ? new Outcome.Exited(1) : isToEnd ? new Outcome.Stopped() : Outcome.Success;
            var state = _run.End(task, outcome);
            Log.Add($"{id} ends: {outcome.Words} = {state}");
            if (_inVain.Contains(task) && outcome is Outcome.Exited && state != TaskState.Canceled)
            {
                Violations.Add($"{id} is {state} though a service of it had ended");
            }
        }
        else if (_run.Stopping.Contains(task))
        {
            var state = _run.End(task, new Outcome.Stopped());
            Log.Add($"{id} has stopped: {state}");
        }
        else if (fails)
        {
            Outcome outcome = _ready.Contains(task) || random.Next(2) == 0 ? new Outcome.EndedEarly(Outcome.Success) : new Outcome.NotReady(TimeSpan.FromSeconds(1), "no");
            var holders = Running().Where(one => _model.Holds(one, task)).ToList();
            var state = _run.End(task, outcome);
            Log.Add($"{id} {outcome.Words}: {state}");
            if (state == TaskState.Failed)
            {
                _inVain.UnionWith(holders);
            }
        }
        else if (_ready.Add(task))
        {
            Log.Add($"{id} is ready");
            _run.Ready(task);
        }
    }

    private void CheckStart(int task)
    {
        foreach (var service in _model.Services.Where(service => service != task))
        {
            var state = StateOf(service);
            if (_model.Holds(task, service) && !graph.Tasks[task].IsGroup && !(IsFinal(service) || (state == TaskState.Running && _ready.Contains(service) && !_run.Stopping.Contains(service)))
                && !(_isStopped || _run.Rules.Stop is not null))
            {
                Violations.Add($"{graph.Tasks[task].Id} starts, and its service {graph.Tasks[service].Id} is {state}");
            }

            if (_model.Waits(task, service) && !IsFinal(service))
            {
                Violations.Add($"{graph.Tasks[task].Id} starts before {graph.Tasks[service].Id} is over");
            }
        }

        if (_run.Rules.Running > graph.Slots)
        {
            Violations.Add($"{_run.Rules.Running} tasks run in {graph.Slots} slots");
        }
    }

    private void Look()
    {
        foreach (var service in _model.Services)
        {
            var isAlive = StateOf(service) == TaskState.Running;
            var isHeld = Enumerable.Range(0, graph.Count).Any(task => _model.Holds(task, service) && !IsFinal(task) && !IsDeferred(task));
            if (isAlive && _run.Stopping.Contains(service) && _asked.Add(service) && isHeld)
            {
                Violations.Add($"{graph.Tasks[service].Id} is asked to end and is needed");
            }

            if (isAlive && !isHeld && !_run.Stopping.Contains(service) && (_run.Rules.Stop is not null || HasOtherEnds()))
            {
                Violations.Add($"{graph.Tasks[service].Id} is not asked to end and nobody needs it");
            }
        }

        for (var task = 0; task < graph.Count; task++)
        {
            if (_run.Settlements(task) > 1 || (_run.Settlements(task) == 1 && StateOf(task) is not (TaskState.NotRun or TaskState.Skipped)))
            {
                Violations.Add($"{graph.Tasks[task].Id} was settled {_run.Settlements(task)} times and is {StateOf(task)}");
            }
        }

        if (Running().Count(task => !graph.Tasks[task].IsService) != _run.Rules.Running || Running().Count(task => graph.Tasks[task].IsService) != _run.Rules.Serving)
        {
            Violations.Add($"{_run.Rules.Running} tasks and {_run.Rules.Serving} services are said to run: {_run.Fates()}");
        }
    }

    // A clean-up after failures with no failure so far waits for the ends of services, and holds none.
    private bool IsDeferred(int task) => graph.Tasks[task].When == When.Failure && StateOf(task) == TaskState.Pending
        && graph.Before(task).All(before => StateOf(before) is not (TaskState.Failed or TaskState.TimedOut))
        && graph.Tasks[task].After.All(before => IsFinal(before) || (graph.Tasks[before].IsService && _run.Started.Contains(before)));

    // Nothing that is no service comes last: then services live for their own sake.
    private bool HasOtherEnds() => Enumerable.Range(0, graph.Count).Any(task => !Enumerable.Range(0, graph.Count).Any(other => graph.Tasks[other].After.Contains(task)) && !IsOfServices(task));

    private bool IsOfServices(int task) => graph.Tasks[task].IsService || (graph.Tasks[task].IsGroup && graph.Tasks[task].After.Length > 0 && graph.Tasks[task].After.All(IsOfServices));

    private IEnumerable<int> Running() => Enumerable.Range(0, graph.Count).Where(task => StateOf(task) == TaskState.Running);

    private TaskState StateOf(int task) => _run.Rules.StateOf(task);

    private bool IsFinal(int task) => StateOf(task) is not (TaskState.Pending or TaskState.Running);
}
