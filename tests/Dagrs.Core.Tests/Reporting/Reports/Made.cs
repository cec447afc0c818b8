using System.Text;
using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Tests.Reporting.Reports;

/// <summary>A report as a test looks at it.</summary>
internal static class Made
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string By(Action<RecordedRun, Stream> write, RecordedRun run)
    {
        using var target = new MemoryStream();
        write(run, target);
        return Strict.GetString(target.ToArray());
    }
}
