using System.Buffers;
using System.Text.Json;

namespace Dagrs.Core.Events.Recording;

/// <summary>Writes events as they come, one JSON object per line, and flushes whenever no event is waiting. It does not know where they go.</summary>
/// <param name="target">The buffer to write to.</param>
/// <param name="flush">Passes on what has been written.</param>
internal sealed class EventStream(IBufferWriter<byte> target, Action flush) : IRecording, IDisposable
{
    private readonly Utf8JsonWriter _json = new(target, new JsonWriterOptions { Encoder = RecordedJson.Encoder, SkipValidation = true });
    private IReadOnlyList<RecordedTask> _tasks = [];

    /// <inheritdoc/>
    public void Take(RecordedEvent happened)
    {
        if (happened is RecordedEvent.RunStarted started)
        {
            _tasks = started.Begin.Tasks;
        }

        _json.Reset();
        EventLine.Write(_json, happened, _tasks);
        _json.Flush();
        target.Write("\n"u8);
    }

    /// <inheritdoc/>
    public void Pause() => flush();

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();
}
