using System.Buffers;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// Buildkite: a heading folds the lines after it. A space before a line keeps output from being parsed as a heading.
/// Headings: buildkite.com/docs, "Managing log output".
/// </summary>
internal sealed class Buildkite : CiSystem
{
    public override void Open(IBufferWriter<byte> target, string title, bool isFolded) => WriteLine(target, $"{(isFolded ? "---" : "+++")} {title}");

    public override void Close(IBufferWriter<byte> target) => WriteLine(target, "--- dagrs");

    public override byte[]? Defuse(ReadOnlySpan<byte> line) => Break(line);

    internal override OrderFilter CreateFilter() => new BuildkiteHeadings();

    /// <summary>A heading with a space before it, so that it is plain text; null when the line is not a heading.</summary>
    public static byte[]? Break(ReadOnlySpan<byte> line) =>
        line.StartsWith("---"u8) || line.StartsWith("+++"u8) || line.StartsWith("~~~"u8) || line.StartsWith("^^^"u8) ? [(byte)' ', .. line] : null;

    public override void WriteFailures(IBufferWriter<byte> target, string screen)
    {
        if (screen.Length > 0)
        {
            WriteLine(target, "+++ dagrs: failures");
            base.WriteFailures(target, screen);
        }
    }
}
