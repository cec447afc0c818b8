using Dagrs.Core.Execution;

namespace Dagrs.Cli;

/// <summary>Chooses what runs commands.</summary>
internal static class Executors
{
    public static IExecutor Create(MainLoop loop) => new ProcessExecutor(ownsProcess: true, loop);
}
