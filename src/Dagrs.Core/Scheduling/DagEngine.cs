using Dagrs.Core.Events;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Several named graphs, run one by one or together, and the last report of each. Add the graphs first, then run them; runs may overlap. Thread-safe.
/// </summary>
/// <param name="options">How each graph is run; null: the defaults.</param>
public sealed class DagEngine(RunOptions? options = null)
{
    private readonly RunOptions _options = options ?? new RunOptions();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dag> _dags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunReport> _reports = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>The names, in the order they were added.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _names];
            }
        }
    }

    /// <summary>Adds a graph.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, Dag dag)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(dag);
        lock (_gate)
        {
            if (!_dags.TryAdd(name, dag))
            {
                throw new ArgumentException($"a graph with the name '{name}' already exists", nameof(name));
            }

            _names.Add(name);
        }
    }

    /// <summary>Runs one graph.</summary>
    /// <exception cref="KeyNotFoundException">There is no graph with this name.</exception>
    public Task<RunReport> RunAsync(string name, CancellationToken cancel = default) => RunAsync(name, _options, cancel);

    /// <summary>Runs all graphs one after the other, in the order they were added.</summary>
    /// <param name="keepGoing">True to go on after a graph with a failure.</param>
    /// <param name="cancel">Stops the current graph; the rest are not run.</param>
    /// <returns>The reports of the graphs that were run.</returns>
    public async Task<IReadOnlyDictionary<string, RunReport>> RunInOrderAsync(bool keepGoing = false, CancellationToken cancel = default)
    {
        var reports = new Dictionary<string, RunReport>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            if (cancel.IsCancellationRequested)
            {
                break;
            }

            reports[name] = await RunAsync(name, cancel).ConfigureAwait(false);
            if (!reports[name].Succeeded && !keepGoing)
            {
                break;
            }
        }

        return reports;
    }

    /// <summary>Runs all graphs concurrently; the limit of parallel tasks is shared by all of them.</summary>
    /// <param name="cancel">Stops all of them.</param>
    public async Task<IReadOnlyDictionary<string, RunReport>> RunTogetherAsync(CancellationToken cancel = default)
    {
        var shared = _options with { SharedSlots = new SlotLimit(_options.Parallelism) };
        var runs = Names.Select(async name => KeyValuePair.Create(name, await RunAsync(name, shared, cancel).ConfigureAwait(false)));
        return (await Task.WhenAll(runs).ConfigureAwait(false)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The last report of a graph.</summary>
    /// <exception cref="KeyNotFoundException">There is no graph with this name, or it has not run.</exception>
    public RunReport Report(string name)
    {
        lock (_gate)
        {
            return _reports.TryGetValue(name, out var report)
                ? report
                : throw new KeyNotFoundException(_dags.ContainsKey(name) ? $"the graph '{name}' has not run" : $"there is no graph '{name}'");
        }
    }

    private async Task<RunReport> RunAsync(string name, RunOptions how, CancellationToken cancel)
    {
        Dag? dag;
        lock (_gate)
        {
            if (!_dags.TryGetValue(name, out dag))
            {
                throw new KeyNotFoundException($"there is no graph '{name}'");
            }
        }

        var report = await dag.RunAsync(how, cancel).ConfigureAwait(false);
        lock (_gate)
        {
            _reports[name] = report;
        }

        return report;
    }
}
