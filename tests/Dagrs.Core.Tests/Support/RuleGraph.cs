using System.Globalization;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Support;

/// <summary>Tasks, how they are run, and what is true of them by the definition of a path alone.</summary>
internal sealed record RuleGraph(IReadOnlyList<RuleTask> Tasks)
{
    public FailureMode Mode { get; init; }

    public Schedule Schedule { get; init; }

    public int Slots { get; init; } = 8;

    public long Memory { get; init; } = 100;

    /// <summary>The most remote tasks at once.</summary>
    public int MostJobs { get; init; } = 2;

    public IReadOnlyDictionary<string, long> Totals { get; init; } = new Dictionary<string, long>();

    public int Count => Tasks.Count;

    /// <summary>Each text is an id; after a colon what it comes after; after a bar <c>always</c>, <c>failure</c>, <c>group</c>, <c>service</c>, <c>remote</c>, <c>allowed</c>, <c>db=1</c>.</summary>
    public static RuleGraph Of(params string[] tasks)
    {
        var all = new List<RuleTask>();
        foreach (var text in tasks)
        {
            var halves = text.Split('|');
            var names = halves[0].Split(':');
            var words = halves.Length == 1 ? [] : halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var after = names.Length == 1 ? [] : names[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            all.Add(new RuleTask(names[0].Trim(), [.. after.Select(id => all.FindIndex(task => task.Id == id))])
            {
                When = words.Contains("always") ? When.Always : words.Contains("failure") ? When.Failure : When.Success,
                IsService = words.Contains("service"),
                IsGroup = words.Contains("group"),
                IsRemote = words.Contains("remote"),
                MayFail = words.Contains("allowed"),
                Takes = words.Where(word => word.Contains('=')).Select(word => word.Split('=')).ToDictionary(take => take[0], take => long.Parse(take[1], CultureInfo.InvariantCulture)),
            });
        }

        return new(all);
    }

    public int IndexOf(string id) => Tasks.Select((task, index) => (task.Id, index)).Single(task => task.Id == id).index;

    public Dag Build(Func<int, Work>? workOf = null, ReadyCheck? ready = null, TimeSpan? limit = null)
    {
        var builder = new DagBuilder();
        var nodes = new List<TaskNode>();
        for (var task = 0; task < Count; task++)
        {
            var work = Tasks[task].IsGroup ? Work.Join.Instance : workOf?.Invoke(task) ?? new Work.Execute(new Command.Shell("true"));
            var settings = new TaskSettings
            {
                When = Tasks[task].When,
                Timeout = limit,
                AllowFailure = Tasks[task].MayFail ? AllowedFailure.Any : null,
                Resources = Tasks[task].Takes,
                Service = Tasks[task].IsService ? ServiceSettings.Default with { Ready = ready } : null,
            };
            nodes.Add(builder.Add(new TaskSpec(Tasks[task].Id, Tasks[task].Id, work) { Settings = settings }, [.. Tasks[task].After.Select(before => nodes[before])]));
        }

        return builder.Build();
    }

    public Progress Start(Dag dag)
    {
        var remoteTasks = RemoteTasks.Of(dag, RemoteBy(new ScriptedExecutor(_ => throw new InvalidOperationException("nothing runs"))));
        var progress = new Progress(dag, Mode, new ReadyTasks(dag, Schedule, new ResourcePool(dag, Slots, () => Memory, Totals, remoteTasks)));
        progress.Begin();
        return progress;
    }

    /// <summary>Where the tasks run that do not run here.</summary>
    public RemoteExecution RemoteBy(IExecutor executor) => new(executor, task => Tasks[IndexOf(task.Id)].IsRemote, MostJobs);

    /// <summary>All that stands before a task, near or far.</summary>
    public IEnumerable<int> Before(int task) => Tasks[task].After.SelectMany(before => Before(before).Append(before)).Distinct();

    /// <summary>The edges on the longest path to a task.</summary>
    public int DepthOf(int task) => Tasks[task].After.Select(before => DepthOf(before) + 1).DefaultIfEmpty(0).Max();

    /// <summary>The tasks by rank: the one with the longest way to go, then the one with the fewest right after it, then the one declared first.</summary>
    public IEnumerable<int> ByRank() => Enumerable.Range(0, Count)
        .OrderByDescending(HeightOf)
        .ThenBy(task => After(task).Count())
        .ThenBy(task => task);

    /// <summary>How much there is of what a task may take.</summary>
    public long TotalOf(string resource) => resource switch { "cpus" => Slots, "memory" => Memory, "places" => MostJobs, _ => Totals[resource] };

    /// <summary>What a task takes while it runs remotely: a place, and what its author named.</summary>
    public IEnumerable<(string Resource, long Amount)> TakesRemotelyOf(int task) => Tasks[task].Takes
        .Where(take => take.Key is not ("cpus" or "memory"))
        .Select(take => (take.Key, take.Value))
        .Append(("places", 1L));

    /// <summary>What a task takes while it runs here: a slot where it says nothing of them, and never more than there is.</summary>
    public IEnumerable<(string Resource, long Amount)> TakesOf(int task) => Tasks[task].Takes
        .Select(take => (take.Key, take.Value))
        .Concat(Tasks[task].Takes.ContainsKey("cpus") ? [] : [("cpus", 1L)])
        .Select(take => (take.Item1, Math.Min(take.Item2, TotalOf(take.Item1))));

    public override string ToString() =>
        $"-j {Slots} places {MostJobs} memory {Memory} {string.Join(' ', Totals.Select(total => $"{total.Key}={total.Value}"))} {Mode} {Schedule}\n{string.Concat(Tasks.Select((task, index) => $"  {index}: {task}\n"))}";

    private int HeightOf(int task) => After(task).Select(after => HeightOf(after) + 1).DefaultIfEmpty(0).Max();

    private IEnumerable<int> After(int task) => Enumerable.Range(0, Count).Where(other => Tasks[other].After.Contains(task));
}
