using Dagrs.Core.Execution;

namespace Dagrs.Cli;

/// <summary>Chooses what runs commands: our own processes, or CliWrap where the build asked for it.</summary>
internal static class Executors
{
    public static IExecutor Create() => new ProcessExecutor(ownsProcess: true);
}
