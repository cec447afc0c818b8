using System.Runtime.InteropServices;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Reports signals on the runtime's own signal thread. <see cref="PosixSignalRegistration"/> starts a thread, or needs one of the pool, for each
/// signal; where the system has none left, that ends the process. It belongs to the owner of the process: registrations of that kind made earlier no
/// longer work. The functions are those that <see cref="PosixSignalRegistration"/> itself calls.
/// </summary>
internal static unsafe partial class SignalHandlers
{
    public const int SIGHUP = 1;
    public const int SIGINT = 2;
    public const int SIGQUIT = 3;
    public const int SIGTERM = 15;
    public static readonly int SIGTSTP = OperatingSystem.IsMacOS() ? 18 : 20;
    public static readonly int SIGCONT = Native.SIGCONT;
    public const int SIGXFSZ = 25;

    private const string Runtime = "libSystem.Native";
    private static Action<int>? _tell;

    /// <summary>From now on these signals are only reported.</summary>
    /// <param name="signals">Their numbers.</param>
    /// <param name="tell">Called for each on the runtime's thread; must neither block nor throw.</param>
    /// <returns>False when the system has no thread to wait for signals.</returns>
    public static bool TryInstall(ReadOnlySpan<int> signals, Action<int> tell)
    {
        _tell = tell;
        if (InitializeTerminalAndSignalHandling() == 0)
        {
            return false;
        }

        SetPosixSignalHandler(&Hear);
        foreach (var signal in signals)
        {
            _ = EnablePosixSignalHandling(signal);
        }

        return true;
    }

    /// <summary>Restores the default action of signals.</summary>
    public static void Restore(ReadOnlySpan<int> signals)
    {
        foreach (var signal in signals)
        {
            DisablePosixSignalHandling(signal);
        }
    }

    [UnmanagedCallersOnly]
    private static int Hear(int number, int portableNumber)
    {
        const int isHandled = 1;
        _tell?.Invoke(number);
        return isHandled;
    }

    [LibraryImport(Runtime, EntryPoint = "SystemNative_InitializeTerminalAndSignalHandling")]
    private static partial int InitializeTerminalAndSignalHandling();

    [LibraryImport(Runtime, EntryPoint = "SystemNative_SetPosixSignalHandler")]
    private static partial void SetPosixSignalHandler(delegate* unmanaged<int, int, int> handler);

    [LibraryImport(Runtime, EntryPoint = "SystemNative_EnablePosixSignalHandling")]
    private static partial int EnablePosixSignalHandling(int signal);

    [LibraryImport(Runtime, EntryPoint = "SystemNative_DisablePosixSignalHandling")]
    private static partial void DisablePosixSignalHandling(int signal);
}
