using System.Buffers;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// Azure Pipelines: groups. A space is inserted into repeated output so that it is not parsed as a logging command again, wherever in a line it is.
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
