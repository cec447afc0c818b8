using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Live;

/// <summary>A running task in the live area: when it started, and its last line.</summary>
/// <param name="task">The task.</param>
/// <param name="since">When it started, by the clock of the run.</param>
internal sealed class RunningTask(TaskNode task, long since)
{
    private readonly LastLine?[] _lines = new LastLine?[3]; // by channel
    private LastLine? _latest;
    private string? _id;

    public TaskNode Task => task;

    public long Since => since;

    /// <summary>True for a service, which takes no slot.</summary>
    public bool IsService { get; } = task.IsService;

    /// <summary>Its id as one line.</summary>
    public string Id => _id ??= OneLine.Of(task.Id);

    /// <summary>Its last line; empty when there is no output.</summary>
    public string Line => _latest?.Text() ?? "";

    public void Add(OutputChannel channel, ReadOnlySpan<byte> bytes)
    {
        _latest = _lines[(int)channel] ??= new();
        _latest.Add(bytes);
    }

    /// <summary>Another attempt begins.</summary>
    public void Retry()
    {
        foreach (var line in _lines)
        {
            line?.Clear();
        }
    }
}
