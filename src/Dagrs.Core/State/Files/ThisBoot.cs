using System.Globalization;

namespace Dagrs.Core.State.Files;

/// <summary>Identifies the current boot of the machine.</summary>
internal static class ThisBoot
{
    private const string File = "/proc/sys/kernel/random/boot_id"; // proc(5): a new one at each boot

    /// <summary>A number for it; 0 where the system does not say.</summary>
    public static ulong Id { get; } = Read();

    private static ulong Read()
    {
        try
        {
            return OperatingSystem.IsLinux() && System.IO.File.ReadAllText(File).Replace("-", "", StringComparison.Ordinal) is { Length: > 16 } text
                && ulong.TryParse(text.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id) ? id : 0;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
