using Dagrs.Core.Execution;

namespace Dagrs.Core.Scheduling;

/// <summary>Ends what a run has left behind, wherever its commands ran. It does not know what that is.</summary>
internal static class CleanUpOfAll
{
    /// <summary>Has each executor clean up, all at once; a bug in one of them keeps no other from it.</summary>
    /// <param name="here">Has run commands here.</param>
    /// <param name="elsewhere">Has run others; null: nobody has.</param>
    /// <param name="run">The run.</param>
    /// <param name="kill">From then on what is left is killed.</param>
    /// <returns>How many processes were ended in all.</returns>
    public static Task<int> StartAsync(IExecutor here, IExecutor? elsewhere, string run, CancellationToken kill) =>
        elsewhere is null ? here.CleanUpAsync(run, kill) : AddAsync(CleanUpAsync(here, run, kill), CleanUpAsync(elsewhere, run, kill));

    private static async Task<int> AddAsync(params Task<int>[] cleanUps) => (await Task.WhenAll(cleanUps).ConfigureAwait(false)).Sum();

    // What is thrown before there is a task is in the task as well.
    private static async Task<int> CleanUpAsync(IExecutor executor, string run, CancellationToken kill) => await executor.CleanUpAsync(run, kill).ConfigureAwait(false);
}
