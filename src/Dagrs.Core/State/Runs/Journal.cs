using System.Collections.Concurrent;
using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Runs;

/// <summary>
/// Writes the events of the current run to its journal, each as a line with a checksum, along with the first and last part of each task's output. When that
/// fails, the run goes on without a journal. It does not know who reads it. Not thread-safe.
/// </summary>
/// <param name="run">The folder of the run.</param>
internal sealed class Journal(OwnRun run) : IRecording, IDisposable
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "events.ndjson";

    private FileStream? _file;
    private JournalBuffer? _lines;
    private Utf8JsonWriter? _json;
    private JournalOutput?[] _outputs = [];
    private IReadOnlyList<RecordedTask> _tasks = [];
    private readonly ConcurrentQueue<(string Task, StoredValue Value)> _kept = new();
    private string _run = "";
    private bool _isOver;

    /// <summary>Secrets to mask where two streams together form one.</summary>
    public SecretValues? Secrets { get; init; }

    /// <summary>The request that started the run; null: it is not stored.</summary>
    public RunRequest? Request { get; init; }

    /// <summary>Returns a hash of each task's definition, in the order of the tasks.</summary>
    public Func<IReadOnlyList<string>> Definitions { get; init; } = () => [];

    /// <summary>True when the run has ended and all of it is written. May be called on any thread.</summary>
    public bool IsComplete => Volatile.Read(ref _isOver);

    /// <inheritdoc/>
    public void Take(RecordedEvent happened)
    {
        switch (happened)
        {
            case RecordedEvent.RunStarted started:
                Begin(started.Begin.Tasks);
                Write(happened);
                break;
            case RecordedEvent.ProcessStarted: // of no use once the run is over
                break;
            case RecordedEvent.TaskOutput output:
                if (_file is not null && (_outputs[output.Task] ??= new()).GoesOn(output))
                {
                    Write(output);
                }

                break;
            case RecordedEvent.TaskRetrying retrying:
                EndOutput(retrying.Task);
                Write(happened);
                break;
            case RecordedEvent.TaskFinished finished:
                EndOutput(finished.Task);
                WriteKept();
                Write(happened);
                break;
            case RecordedEvent.RunFinished:
                Write(happened);
                Pause();
                Volatile.Write(ref _isOver, true);
                break;
            default:
                Write(happened);
                break;
        }
    }

    /// <summary>
    /// Stores all that a task hands over, before its end is written. A value that holds a secret is not stored, so its task runs again. May be called on
    /// any thread.
    /// </summary>
    /// <param name="task">Its id.</param>
    /// <param name="value">What it hands over.</param>
    public void Keep(string task, StoredValue value)
    {
        if (!IsSecret(value))
        {
            _kept.Enqueue((task, value));
        }
    }

    /// <inheritdoc/>
    public void Pause() => _lines?.Flush();

    public void Dispose()
    {
        _file?.Dispose();
        _json?.Dispose();
        _lines?.Dispose();
    }

    private void Begin(IReadOnlyList<RecordedTask> tasks)
    {
        if (!run.TryMake())
        {
            return;
        }

        (_tasks, _outputs, _run) = (tasks, new JournalOutput?[tasks.Count], run.Name.Id);
        try
        {
            _file = StateFolder.Create(Path.Combine(run.Path, FileName), FileMode.CreateNew);
            KernelLock.TryTake(_file.SafeFileHandle);
            _lines = new JournalBuffer(WriteToFile);
            _json = new Utf8JsonWriter(_lines, new JsonWriterOptions { Encoder = RecordedJson.Encoder, SkipValidation = true });
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            GiveUp(wrong);
        }
    }

    private void EndOutput(int task)
    {
        if (_file is not null && _outputs[task]?.End(Secrets) is { } end)
        {
            Write(end);
        }

        if (_file is not null)
        {
            _outputs[task] = null;
        }
    }

    private void Write(RecordedEvent happened)
    {
        if (_file is null || _json is null)
        {
            return;
        }

        _json.WriteStartObject();
        EventLine.WriteKeys(_json, happened, _tasks);
        if (happened is RecordedEvent.RunStarted && Request is not null)
        {
            JournalKeys.WriteBegin(_json, Request, Definitions());
        }

        EndLine(_json);
    }

    private void WriteKept()
    {
        while (_kept.TryDequeue(out var kept))
        {
            if (_file is not null && _json is not null)
            {
                _json.WriteStartObject();
                JournalKeys.WriteKept(_json, _run, kept.Task, kept.Value);
                EndLine(_json);
            }
        }
    }

    private void EndLine(Utf8JsonWriter json)
    {
        json.Flush();
        json.Reset();
        _lines!.EndLine();
    }

    private void WriteToFile(ReadOnlySpan<byte> lines)
    {
        try
        {
            _file?.Write(lines);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            GiveUp(wrong);
        }
    }

    private bool IsSecret(StoredValue value)
    {
        if (Secrets?.Mask is null)
        {
            return false;
        }

        foreach (var result in value.Results.Values)
        {
            if (Secrets.Apply(result) != result)
            {
                return true;
            }
        }

        return value.Output is { } output && !new MaskedStream(Secrets).Add(output, isEnd: true).SequenceEqual(output);
    }

    private void GiveUp(Exception wrong)
    {
        _file?.Dispose();
        _file = null;
        run.GiveUp(wrong);
    }
}
