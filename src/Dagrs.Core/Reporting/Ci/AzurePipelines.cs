using System.Buffers;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// Azure Pipelines: groups; a blank keeps what we repeat of output from being taken for a logging command again, wherever in a line it stands.
/// Commands: learn.microsoft.com, "Logging commands".
/// </summary>
internal sealed class AzurePipelines : CiSystem
{
    private bool _isFolded;

    public override void Open(IBufferWriter<byte> target, string title, bool isFolded)
    {
        _isFolded = isFolded;
        WriteLine(target, $"##[{(isFolded ? "group" : "error")}]{Defuse(title)}");
    }

    public override void Close(IBufferWriter<byte> target)
    {
        if (_isFolded)
        {
            WriteLine(target, "##[endgroup]");
        }
    }

    public override byte[]? Defuse(ReadOnlySpan<byte> line) => OrderMarks.Break(line);

    internal override OrderFilter CreateFilter() => new FoldingMarks("[group", "[endgroup");
}
