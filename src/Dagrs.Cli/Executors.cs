using Dagrs.Core.Execution;

namespace Dagrs.Cli;

/// <summary>Chooses what runs commands: our own processes, or CliWrap where the build asked for it.</summary>
internal static class Executors
{
#if USE_CLIWRAP
    public static IExecutor Create() => new Dagrs.CliWrap.CliWrapExecutor();
#else
    public static IExecutor Create() => new ProcessExecutor(ownsProcess: true);
#endif
}
