using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.State;
using Dagrs.Core.State.Runs;

namespace Dagrs.Core.Tests.State.Runs;

/// <summary>A run that is remembered in a folder, of events that a test makes up or that come from a run.</summary>
internal sealed class KeptRun(string folder, string? id = null) : IRecording, IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 14, 14, 9, 26, TimeSpan.Zero);

    private Journal? _journal;
    private long _number;

    public List<string> Warnings { get; } = [];

    public OwnRun? Own { get; private set; }

    public string File => Path.Combine(Own!.Path, Journal.FileName);

    public static StateFolder State(string folder) => new(folder);

    public void Take(RecordedEvent happened)
    {
        if (happened is RecordedEvent.RunStarted started)
        {
            Own = new OwnRun(State(folder), RunName.Of(started.Begin.Start, happened.Run), Warnings.Add);
            _journal = new Journal(Own);
        }

        _journal!.Take(happened);
    }

    public void Pause() => _journal!.Pause();

    public KeptRun Begin(DateTimeOffset start, params string[] tasks)
    {
        var run = new RecordedRun { Id = id!, Version = "1", File = "dagrs.yaml", Start = start, Tasks = [.. tasks.Select(task => new RecordedTask { Id = task, Name = task, Kind = "shell" })] };
        return Do(new RecordedEvent.RunStarted(++_number, start, id!, run));
    }

    public KeptRun Starts(int task) => Do(new RecordedEvent.TaskStarted(++_number, Start, id!, task, TimeSpan.Zero, null));

    public KeptRun Writes(int task, byte[] bytes, OutputChannel channel = OutputChannel.Merged) => Do(new RecordedEvent.TaskOutput(++_number, Start, id!, task, channel, bytes, false));

    public KeptRun Ends(int task, TaskState state = TaskState.Succeeded) =>
        Do(new RecordedEvent.TaskFinished(++_number, Start, id!, task, state, new("ended"), null, TimeSpan.Zero, TimeSpan.FromSeconds(1), 1, new Dictionary<string, string>()));

    public KeptRun End() => Do(new RecordedEvent.RunFinished(++_number, Start, id!, 0, TimeSpan.FromSeconds(2), []));

    public void Dispose() => _journal?.Dispose();

    private KeptRun Do(RecordedEvent happened)
    {
        Take(happened);
        return this;
    }
}
