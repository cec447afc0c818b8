using Dagrs.Core.Execution;

namespace Dagrs.Core.Scheduling;

/// <summary>Ends what a run has left behind, wherever its commands ran. It does not know what that is.</summary>
internal static class CleanUpOfAll
{
    /// <summary>Has all executors clean up at once; a bug in one of them does not stop the others.</summary>
    /// <param name="here">The executor of this machine.</param>
    /// <param name="remote">The executor of remote commands; null: there is none.</param>
    /// <param name="run">The run.</param>
    /// <param name="kill">When cancelled, what is left is killed.</param>
    /// <returns>How many processes were ended in total.</returns>
    public static Task<int> StartAsync(IExecutor here, IExecutor? remote, string run, CancellationToken kill) =>
        remote is null ? here.CleanUpAsync(run, kill) : AddAsync(CleanUpAsync(here, run, kill), CleanUpAsync(remote, run, kill));

    private static async Task<int> AddAsync(params Task<int>[] cleanUps) => (await Task.WhenAll(cleanUps).ConfigureAwait(false)).Sum();

    // An exception thrown before a Task is returned ends up in the Task too.
    private static async Task<int> CleanUpAsync(IExecutor executor, string run, CancellationToken kill) => await executor.CleanUpAsync(run, kill).ConfigureAwait(false);
}
