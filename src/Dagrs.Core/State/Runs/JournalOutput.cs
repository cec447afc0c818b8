using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Runs;

/// <summary>
/// Limits how much of an attempt's output is stored. The beginning is passed on at once, so that it survives a kill of the run; of the rest, the last part
/// is held until the attempt is over. Not thread-safe.
/// </summary>
internal sealed class JournalOutput
{
    private KeptOutput? _end;
    private RecordedEvent.TaskOutput? _last;
    private OutputChannel _channel;
    private int _begun; // bytes passed on at once

    /// <summary>True when the event is to be written now; otherwise it is held back.</summary>
    public bool GoesOn(RecordedEvent.TaskOutput output)
    {
        if (_end is null && _begun + output.Bytes.Length <= KeptOutput.Most)
        {
            _begun += output.Bytes.Length;
            return true;
        }

        _channel = _end is null || _channel == output.Channel ? output.Channel : OutputChannel.Merged;
        (_end ??= new()).Add(output.Bytes.Span);
        _last = output with { Bytes = default };
        return false;
    }

    /// <summary>What was held back, as one event; null: nothing.</summary>
    /// <param name="secrets">Secrets to mask, since two streams together may form one that neither contains; null: none.</param>
    public RecordedEvent.TaskOutput? End(SecretValues? secrets) => _end?.End(KeptOutput.Most) is { } end && _last is { } last
        ? last with { Channel = _channel, Bytes = Masked(end.Bytes, secrets), GoesOn = false, LeftOut = end.LeftOut }
        : null;

    private static ReadOnlyMemory<byte> Masked(ReadOnlyMemory<byte> bytes, SecretValues? secrets) =>
        secrets?.Mask is null ? bytes : new MaskedStream(secrets).Add(bytes.Span, isEnd: true).ToArray();
}
