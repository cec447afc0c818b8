using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>The default executor: commands are processes of this machine, started without a library on Linux and by CliWrap elsewhere. Thread-safe.</summary>
/// <param name="ownsProcess">
/// True when this process does nothing but run commands, as dagrs itself. Then every descendant of it counts as theirs, also
/// one whose parent has gone, and all die with it when it is killed. A program with other children leaves it false: then
/// processes that a command left behind are known by the variable <c>DAGRS_RUN</c> that they inherited.
/// </param>
/// <param name="loop">Does what is needed beside the commands; null: timers and the thread pool do it.</param>
/// <param name="screen">The descriptor of a terminal on which something may stand that must not stay when this process is killed; null: there is none.</param>
/// <param name="terminalGuard">How the program is called that takes a lent terminal back when this process is killed; null: nobody does.</param>
internal sealed class ProcessExecutor(bool ownsProcess = false, MainLoop? loop = null, int? screen = null, IReadOnlyList<string>? terminalGuard = null)
    : PlatformExecutor(OperatingSystem.IsLinux() ? new UnixExecutor(ownsProcess, loop, ExecutorKind.Direct, screen, terminalGuard) : new CliWrapExecutor(ownsProcess, loop, screen, terminalGuard));
