using System.Globalization;
using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>
/// One random way through a graph: whatever may happen does, as the numbers of the case say. The rules and the model see the same, and must agree
/// after each step.
/// </summary>
internal sealed class RuleWalk
{
    private const int Patience = 200; // steps a task

    private readonly RuleGraph _graph;
    private readonly int[] _choices;
    private readonly int _trouble;
    private readonly RuleRun _run;
    private readonly ProgressModel _model;
    private readonly List<string> _violations = [];
    private readonly List<string> _log = [];
    private readonly int[] _ends; // how often each task came to a final state
    private int _step;

    private RuleWalk(RuleCase rules)
    {
        (_graph, _choices, _trouble) = (rules.Graph, rules.Choices, rules.Trouble);
        (_run, _model, _ends) = (new(_graph), new(_graph), new int[_graph.Count]);
        Now = _model.Now();
    }

    /// <summary>How the model sees it now.</summary>
    public ProgressModel.Standing Now { get; private set; }

    public RuleGraph Graph => _graph;

    /// <summary>By task what the model had to say when it was taken, or null.</summary>
    public Dictionary<int, ProgressModel.Standing> Taken { get; } = [];

    /// <summary>What was wrong, with all that had happened before.</summary>
    public IEnumerable<string> Violations => _violations.Count == 0 ? [] : [.. _violations, .. _log];

    /// <summary>Tasks that waited while others of less rank were started.</summary>
    public int Overtaken { get; private set; }

    /// <summary>Remote tasks that started while one that ranks higher waited for slots or memory.</summary>
    public int Passed { get; private set; }

    /// <summary>Tasks that started here, and would have run remotely had nobody stopped the run.</summary>
    public int BroughtHome { get; private set; }

    public static RuleWalk Through(RuleCase rules)
    {
        var walk = new RuleWalk(rules);
        walk._run.Settle();
        walk.Compare();
        while (walk._run.Rules.Unfinished > 0 && walk._violations.Count == 0)
        {
            walk.Step();
            walk.Compare();
        }

        for (var task = 0; task < walk._graph.Count && walk._violations.Count == 0; task++)
        {
            walk.Expect(1, walk._ends[task] + walk._run.Settled.Count(settled => settled.Task == task), $"final states of {walk._graph.Tasks[task].Id}");
        }

        return walk;
    }

    private void Step()
    {
        if (_step > Patience * _graph.Count)
        {
            _violations.Add("it does not come to an end");
            return;
        }

        var dice = Choose(100);
        if (dice < _trouble / 10)
        {
            Stop(Choose(2) == 0 ? new StopCause.Signal("SIGINT") : new StopCause.Timeout(TimeSpan.FromSeconds(1)));
        }
        else if (dice < 10 && Now.EndsRunning)
        {
            Stop(new StopCause.Canceled());
            Happened("closed", new ProgressModel.Happening.Closed());
            _run.Close();
        }
        else if (dice < 60 || Now.States.All(state => state != TaskState.Running))
        {
            Take();
        }
        else
        {
            EndOne();
        }
    }

    private void Take()
    {
        var next = _model.Next(Now);
        CheckIdle(next);
        var id = _run.StartOne();
        Expect(next < 0 ? "" : _graph.Tasks[next].Id, id, "the next task");
        if (_violations.Count > 0 || next < 0)
        {
            if (next < 0 && Now.States.All(state => state != TaskState.Running))
            {
                _violations.Add("nothing runs, nothing may start, and something is left");
            }

            return;
        }

        Taken[next] = Now;
        Overtaken += _model.Startable(Now).TakeWhile(task => task != next).Count();
        Passed += _model.IsRemote(Now, next) && _model.Startable(Now).TakeWhile(task => task != next).Any(task => !_model.Lacking(Now, task).Except(["cpus", "memory"]).Any()) ? 1 : 0;
        BroughtHome += _graph.Tasks[next].IsRemote && !_model.IsRemote(Now, next) ? 1 : 0;
        Happened($"{id} starts", new ProgressModel.Happening.Started(next));
        if (_graph.Tasks[next].IsGroup)
        {
            End(next, Outcome.Success);
        }
        else if (Choose(10) == 0)
        {
            var state = Choose(2) == 0 ? TaskState.Skipped : TaskState.UpToDate;
            Happened($"{id} is {state}", new ProgressModel.Happening.PassedOver(next, state));
            _ends[next]++;
            _run.Skip(id, state);
        }
    }

    private void EndOne()
    {
        var running = ProgressModel.Running(Now).ToList();
        var task = running[Choose(running.Count)];
        var isToEnd = Now.IsClosed || (Now.EndsRunning && !_graph.Tasks[task].IsCleanUp);
        var fails = Choose(100) < _trouble;
        End(task, (fails, Choose(8)) switch
        {
            (false, _) => isToEnd ? new Outcome.Stopped() : Outcome.Success,
            (true, 0) => new Outcome.Stopped(),
            (true, < 3) => new Outcome.TimedOut(TimeSpan.FromSeconds(1)),
            _ => new Outcome.Exited(1),
        });
    }

    private void End(int task, Outcome outcome)
    {
        Happened($"{_graph.Tasks[task].Id} {outcome.Words}", new ProgressModel.Happening.Ended(task, outcome));
        _ends[task]++;
        _run.End(_graph.Tasks[task].Id, outcome);
    }

    private void Stop(StopCause cause)
    {
        Happened($"stopped {cause.Words}", new ProgressModel.Happening.Stopped(cause));
        _run.Stop(cause);
    }

    private void Happened(string words, ProgressModel.Happening happened)
    {
        _log.Add(words);
        _model.Add(happened);
    }

    private int Choose(int count) => _choices[_step++ % _choices.Length] / (1 + (_step / _choices.Length)) % count;

    private void Compare()
    {
        Now = _model.Now();
        var rules = _run.Rules;
        for (var task = 0; task < _graph.Count; task++)
        {
            Expect(Now.FateOf(task), _run.FateOf(task), _graph.Tasks[task].Id);
        }

        var startable = _model.Startable(Now).Count;
        var running = ProgressModel.Running(Now).ToList();
        Expect(Now.Stop, rules.Stop?.Words, "the cause of the stop");
        Expect(Now.EndsRunning, rules.EndsRunning, "whether what runs is to end");
        Expect(Now.IsClosed, rules.IsClosed, "whether clean-up is over");
        Expect(running.Count, rules.Running, "how many run");
        Expect(running.Count(task => !_model.IsRemote(Now, task)), rules.RunningHere, "how many run here");
        Expect(startable, rules.Ready, "how many could start");
        Expect(Now.States.Count(state => state is TaskState.Pending or TaskState.Running), rules.Unfinished, "how many are left");
        Expect(Now.Stop is not null && running.All(task => _graph.Tasks[task].IsCleanUp) && running.Count + startable > 0, rules.IsCleaningUp, "whether it cleans up");
        foreach (var resource in _graph.Totals.Keys.Append("cpus").Append("memory").Append("places"))
        {
            if (_model.TakenOf(Now, resource) > _graph.TotalOf(resource))
            {
                _violations.Add($"{_model.TakenOf(Now, resource)} of {resource} are taken, and there are {_graph.TotalOf(resource)}");
            }
        }
    }

    // Said once more in other words than the model's: who fits and does not start has somebody before him who waits for slots or memory, and if he
    // goes elsewhere that one wants some of the same.
    private void CheckIdle(int next)
    {
        if (next >= 0 || _graph.Schedule == Schedule.Waves || (Now.EndsRunning && ProgressModel.Running(Now).Any(task => !_graph.Tasks[task].IsCleanUp)))
        {
            return;
        }

        var startable = _model.Startable(Now);
        foreach (var fitting in startable.Where(task => !_model.Lacking(Now, task).Any()))
        {
            var waiting = startable.TakeWhile(task => task != fitting).Where(task => !_model.Lacking(Now, task).Except(["cpus", "memory"]).Any());
            if (!waiting.Any(task => !_model.IsRemote(Now, fitting) || _model.AreRivals(task, fitting)))
            {
                _violations.Add($"{_graph.Tasks[fitting].Id} fits and is not started");
            }
        }
    }

    private void Expect<T>(T right, T seen, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(right, seen))
        {
            _violations.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {seen}, not {right}"));
        }
    }
}
