using System.Buffers;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>TeamCity: blocks; a blank keeps output from being taken for a service message.</summary>
internal sealed class TeamCity : CiSystem
{
    private string _title = "";

    public override void Open(IBufferWriter<byte> target, string title, bool isFolded)
    {
        _title = Escape(title);
        WriteLine(target, $"##teamcity[blockOpened name='{_title}']");
    }

    public override void Close(IBufferWriter<byte> target) => WriteLine(target, $"##teamcity[blockClosed name='{_title}']");

    public override byte[]? Defuse(ReadOnlySpan<byte> line) => Break(line, "##");

    // The escapes of service messages: a bar before bar, quote and brackets.
    private static string Escape(string text) => text
        .Replace("|", "||", StringComparison.Ordinal)
        .Replace("'", "|'", StringComparison.Ordinal)
        .Replace("[", "|[", StringComparison.Ordinal)
        .Replace("]", "|]", StringComparison.Ordinal);
}
