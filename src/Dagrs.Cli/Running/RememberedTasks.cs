using System.Collections;
using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;
using Dagrs.Core.State;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.Runs;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Cli.Running;

/// <summary>Assembles the task memory of a run.</summary>
internal static class RememberedTasks
{
    /// <param name="asked">What is run.</param>
    /// <param name="run">Where the run is stored.</param>
    /// <param name="folder">The folder of the file.</param>
    /// <param name="isForced">Whether a task runs in any case.</param>
    /// <param name="executor">Asks tools.</param>
    /// <param name="cache">The cache; null: none.</param>
    /// <param name="ahead">The record that is already being read; null: none.</param>
    public static TaskMemory Of(AskedRun asked, OwnRun run, string folder, Func<string, bool> isForced, IExecutor executor, CacheStore? cache, RecordsAhead? ahead) => new(
        asked.Selected.Dag,
        new TaskRecords(run.State.Path, run.Name.Text, TimeProvider.System, run.GiveUp, OfFile(asked.Selected), ahead),
        new TaskLocks(Path.Combine(run.State.Path, "locks"), OuterTasks.Ids),
        Options(run.Name.Id, folder, SparedBy(asked, run.State, cache), isForced, executor) with { Cache = cache });

    /// <summary>The same for a dry round of a watch: it waits for no other run, and uses no cache.</summary>
    /// <inheritdoc cref="Of"/>
    public static TaskMemory ForThought(AskedRun asked, OwnRun run, string folder, IExecutor executor, CacheStore? cache) => new(
        asked.Selected.Dag,
        new TaskRecords(run.State.Path, run.Name.Text, TimeProvider.System),
        new TaskLocks(Path.Combine(run.State.Path, "locks"), asked.Selected.Dag.Tasks.Select(task => task.Id).ToHashSet(StringComparer.Ordinal)),
        Options(run.Name.Id, folder, SparedBy(asked, run.State, cache), _ => false, executor));

    /// <summary>Files and folders that dagrs itself writes.</summary>
    public static IReadOnlyList<string> SparedBy(AskedRun asked, StateFolder state, CacheStore? cache) => cache is null ? [state.Path, .. asked.Written] : [state.Path, cache.Path, .. asked.Written];

    /// <summary>The options of a memory.</summary>
    public static MemoryOptions Options(string run, string folder, IReadOnlyList<string> spared, Func<string, bool> isForced, IExecutor executor) => new()
    {
        Folder = folder,
        Run = run,
        Spared = spared,
        IsForced = isForced,
        Variables = Variables,
        AskTool = (tool, place, cancel) => AskAsync(executor, run, tool, place, cancel),
    };

    // Evaluated when the run is over.
    private static Predicate<string> OfFile(Selected selected)
    {
        HashSet<string>? others = null;
        return task => selected.Dag.Find(task) is not null || (others ??= new(selected.LeftOut.Select(left => left.Id), StringComparer.Ordinal)).Contains(task);
    }

    private static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return variables;
    }

    private static async Task<string> AskAsync(IExecutor executor, string run, string tool, string folder, CancellationToken cancel)
    {
        var said = new Said();
        var invocation = new Invocation(new Command.Shell(tool)) { Name = "dagrs", Run = run, Directory = folder, CapturesOutput = true };
        var outcome = await executor.ExecuteAsync(invocation, said, new StopTokens(cancel, cancel)).ConfigureAwait(false);
        return outcome is Outcome.Succeeded ? said.Text : throw new IOException(outcome.Words);
    }

    /// <summary>Captures what a tool prints: some print their version on standard output, some on standard error.</summary>
    private sealed class Said : IOutputSink
    {
        private readonly StringBuilder[] _streams = [new(), new(), new()];

        public string Text
        {
            get
            {
                lock (_streams)
                {
                    return string.Concat(Array.ConvertAll(_streams, stream => stream.ToString()));
                }
            }
        }

        public void Write(OutputChannel stream, ReadOnlySpan<byte> bytes)
        {
            lock (_streams)
            {
                _streams[(int)stream].Append(Encoding.Latin1.GetString(bytes));
            }
        }

        public void Warn(string message)
        {
        }
    }
}
