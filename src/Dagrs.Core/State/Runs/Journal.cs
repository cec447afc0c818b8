using System.Buffers;
using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Runs;

/// <summary>
/// Writes the events of the run that goes on now into a file of its own, each as a line with a checksum, and the end of what tasks wrote. When that
/// fails the run goes on without. It does not know who reads it. Not thread-safe.
/// </summary>
/// <param name="run">The folder of the run.</param>
internal sealed class Journal(OwnRun run) : IRecording, IDisposable
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "events.ndjson";

    private const int FlushAt = 64 * 1024; // bytes

    private readonly ArrayBufferWriter<byte> _lines = new();
    private FileStream? _file;
    private Utf8JsonWriter? _json;
    private JournalOutput?[] _outputs = [];
    private IReadOnlyList<RecordedTask> _tasks = [];
    private bool _isOver;

    /// <summary>What is masked where two streams have put it together.</summary>
    public SecretValues? Secrets { get; init; }

    /// <summary>True when the run has come to its end and all of it is written; may be asked on any thread.</summary>
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
            case RecordedEvent.ProcessStarted: // of no use when the run is over
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

    /// <inheritdoc/>
    public void Pause()
    {
        if (_lines.WrittenCount > 0 && _file is not null)
        {
            try
            {
                _file.Write(_lines.WrittenSpan);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                GiveUp(wrong);
            }
        }

        _lines.ResetWrittenCount();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _json?.Dispose();
    }

    private void Begin(IReadOnlyList<RecordedTask> tasks)
    {
        if (!run.TryMake())
        {
            return;
        }

        (_tasks, _outputs) = (tasks, new JournalOutput?[tasks.Count]);
        try
        {
            var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
            {
                (how.UnixCreateMode, how.Share) = (StateFolder.ModeOfFiles, FileShare.ReadWrite | FileShare.Delete);
            }

            _file = new FileStream(Path.Combine(run.Path, FileName), how);
            KernelLock.TryTake(_file.SafeFileHandle);
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

        var start = _lines.WrittenCount;
        _json.WriteStartObject();
        EventLine.WriteKeys(_json, happened, _tasks);
        _json.Flush();
        _json.Reset();
        JournalLine.End(_lines, _lines.WrittenSpan[start..]);
        if (_lines.WrittenCount >= FlushAt)
        {
            Pause();
        }
    }

    private void GiveUp(Exception wrong)
    {
        _file?.Dispose();
        _file = null;
        run.GiveUp(wrong);
    }
}
