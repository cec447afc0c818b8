using System.Buffers;
using System.Globalization;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>GitLab CI: collapsible sections. Their marks need an escape character, which is removed from all task output.</summary>
internal sealed class GitLab(TimeProvider clock) : CiSystem
{
    private int _sections;

    public override void Open(IBufferWriter<byte> target, string title, bool isFolded)
    {
        _sections++;
        WriteLine(target, $"\e[0Ksection_start:{Now}:dagrs_{_sections}[collapsed={(isFolded ? "true" : "false")}]\r\e[0K{title}");
    }

    public override void Close(IBufferWriter<byte> target) => WriteLine(target, $"\e[0Ksection_end:{Now}:dagrs_{_sections}\r\e[0K");

    private string Now => clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
