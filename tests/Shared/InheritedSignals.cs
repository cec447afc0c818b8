using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dagrs.Tests.Shared;

/// <summary>
/// Whoever starts the tests in the background, or by <c>nohup</c>, leaves signals ignored, and every program inherits that: tests that send one to
/// dagrs would wait for ever. So what is ignored is set back before the first test.
/// </summary>
internal static partial class InheritedSignals
{
    private const nint Default = 0; // SIG_DFL
    private const nint Ignored = 1; // SIG_IGN

    // The same numbers on Linux and macOS: HUP, INT, QUIT, TERM.
    private static readonly int[] Numbers = [1, 2, 3, 15];

    [ModuleInitializer]
    internal static void Reset()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var number in Numbers)
        {
            var before = SetHandler(number, Default);
            if (before is not (Default or Ignored))
            {
                SetHandler(number, before); // somebody listens
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int number, nint handler);
}
