using System.Buffers;
using System.Text;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>Buildkite: a heading folds what follows it; a blank before a line keeps output from being taken for a heading.</summary>
internal sealed class Buildkite : CiSystem
{
    public override void Open(IBufferWriter<byte> target, string title, bool isFolded) => WriteLine(target, $"{(isFolded ? "---" : "+++")} {title}");

    public override void Close(IBufferWriter<byte> target) => WriteLine(target, "--- dagrs");

    public override byte[]? Defuse(ReadOnlySpan<byte> line) =>
        line.StartsWith("---"u8) || line.StartsWith("+++"u8) || line.StartsWith("~~~"u8) || line.StartsWith("^^^"u8)
            ? Encoding.UTF8.GetBytes(" " + Encoding.UTF8.GetString(line))
            : null;
}
