using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>The default executor: commands are processes of this machine, started by system calls on Linux and by CliWrap elsewhere. Thread-safe.</summary>
/// <param name="ownsProcess">
/// True when this process does nothing but run commands, like dagrs itself. Then every descendant counts as theirs, even an orphan, and all die with
/// it when it is killed. A program with other children leaves it false: then left-over processes are recognised by the inherited variable
/// <c>DAGRS_RUN</c>.
/// </param>
/// <param name="loop">Runs work beside the commands; null: timers and the thread pool do.</param>
/// <param name="screen">The descriptor of a terminal that may show something to be erased when this process is killed; null: none.</param>
/// <param name="terminalGuard">The command line of the program that takes back a lent terminal when this process is killed; null: none.</param>
internal sealed class ProcessExecutor(bool ownsProcess = false, MainLoop? loop = null, int? screen = null, IReadOnlyList<string>? terminalGuard = null)
    : PlatformExecutor(OperatingSystem.IsLinux() ? new UnixExecutor(ownsProcess, loop, ExecutorKind.Direct, screen, terminalGuard) : new CliWrapExecutor(ownsProcess, loop, screen, terminalGuard));
