using Dagrs.Core.Execution.CliWrap;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>
/// Starts commands by the library CliWrap, which is there on every system. What it lacks is made up for: groups of processes, stopping, orphans,
/// and a process in the background that holds the output. Arguments and inherited variables must be UTF-8, standard output and error come in nearly the order of
/// writing, and a code from 129 to 159 is taken for a death by a signal. Thread-safe.
/// </summary>
/// <param name="ownsProcess">As for <see cref="ProcessExecutor"/>.</param>
/// <param name="loop">As there.</param>
/// <param name="screen">As there.</param>
/// <param name="terminalGuard">As there.</param>
internal sealed class CliWrapExecutor(bool ownsProcess = false, MainLoop? loop = null, int? screen = null, IReadOnlyList<string>? terminalGuard = null)
    : PlatformExecutor(OperatingSystem.IsWindows() ? new WindowsExecutor(loop ?? TimeProvider.System) : new UnixExecutor(ownsProcess, loop, ExecutorKind.CliWrap, screen, terminalGuard));
