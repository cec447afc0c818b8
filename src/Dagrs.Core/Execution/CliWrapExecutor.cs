using Dagrs.Core.Execution.CliWrap;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>
/// Starts commands by the library CliWrap, which works on every system. What it lacks is added here: process groups, stopping, orphans, and
/// background processes that hold the output open. Arguments and inherited variables must be UTF-8, the order of standard output and error is only
/// approximate, and an exit code from 129 to 159 is taken for death by a signal. Thread-safe.
/// </summary>
/// <param name="ownsProcess">See <see cref="ProcessExecutor"/>.</param>
/// <param name="loop">See there.</param>
/// <param name="screen">See there.</param>
/// <param name="terminalGuard">See there.</param>
internal sealed class CliWrapExecutor(bool ownsProcess = false, MainLoop? loop = null, int? screen = null, IReadOnlyList<string>? terminalGuard = null)
    : PlatformExecutor(OperatingSystem.IsWindows() ? new WindowsExecutor(loop ?? TimeProvider.System) : new UnixExecutor(ownsProcess, loop, ExecutorKind.CliWrap, screen, terminalGuard));
