using System.CommandLine;
using System.CommandLine.Completions;
using Dagrs.Cli.Options;
using Dagrs.Console;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.History;
using Dagrs.Core.State;
using Dagrs.Core.State.Runs;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Running;

/// <summary>Finds the stored runs of the file that a command line refers to.</summary>
/// <param name="states">Where they are stored.</param>
internal sealed class RememberedRuns(StateOptions states)
{
    public const string WhatRunsAre = $"the id of a run, the beginning of one, or '{StoredRuns.LatestWord}'";

    private const int MostNames = 5;

    public void AddTo(Command command) => states.AddTo(command);

    /// <summary>All of them, the latest first, without the output of tasks.</summary>
    /// <exception cref="UsageException">There is no state for the file.</exception>
    public List<PastRun> All(ParseResult arguments) => [.. new StoredRuns(states.Open(arguments)).All().Select(stored => new PastRun(stored.Run, stored.IsAlive))];

    /// <summary>One of them.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="text">The text that identifies it.</param>
    /// <param name="isOutputWhole">True to get all of the output that is stored, not only what reports show.</param>
    /// <exception cref="UsageException">It matches none, or more than one.</exception>
    public PastRun Find(ParseResult arguments, string text, bool isOutputWhole = false)
    {
        var stored = FindStored(states.Open(arguments), text, isOutputWhole);
        return new(stored.Run, stored.IsAlive);
    }

    /// <summary>One of the runs of a state.</summary>
    /// <inheritdoc cref="Find" path="/exception"/>
    public static StoredRun FindStored(StateFolder state, string text, bool isOutputWhole = false)
    {
        var runs = new StoredRuns(state, isOutputWhole);
        if (text == StoredRuns.LatestWord && runs.Latest() is { } latest)
        {
            return latest;
        }

        return runs.Find(text) switch
        {
            [] => throw new UsageException(ExitCode.BadCommandLine, WhyNone(runs, text)),
            [var name] => runs.Read(name, withOutput: true) ?? throw new UsageException(ExitCode.BadCommandLine, $"the run '{name.Id}' cannot be read: its journal is empty or damaged"),
            var several => throw new UsageException(ExitCode.BadCommandLine, $"'{OneLine.Of(text, 100)}' is the beginning of {several.Count} run ids: {string.Join(", ", several.Take(MostNames).Select(name => name.Id))}{(several.Count > MostNames ? ", ..." : "")}"),
        };
    }

    /// <summary>Completes ids of runs.</summary>
    public IEnumerable<CompletionItem> Complete(CompletionContext context)
    {
        try
        {
            var names = new StoredRuns(states.Open(context.ParseResult)).Names();
            return names.Select(name => new CompletionItem(name.Id, detail: HistoryText.When(name.Time)))
                .Concat(names.Take(1).Select(name => new CompletionItem(StoredRuns.LatestWord, detail: name.Id)));
        }
        catch (Exception none) when (none is UsageException or InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>Completes ids of the tasks of a run.</summary>
    /// <param name="context">The command line.</param>
    /// <param name="run">The argument that names the run.</param>
    public IEnumerable<CompletionItem> CompleteTasks(CompletionContext context, Argument<string?> run)
    {
        try
        {
            return context.ParseResult.GetValue(run) is { } text
                ? Find(context.ParseResult, text).Run.Tasks.Select(task => new CompletionItem(task.Id, detail: task.State.Word()))
                : [];
        }
        catch (Exception none) when (none is UsageException or InvalidOperationException)
        {
            return [];
        }
    }

    private static string WhyNone(StoredRuns runs, string text)
    {
        var names = runs.Names();
        if (names.Count == 0)
        {
            return "no runs are recorded yet";
        }

        var mend = Suggestion.For(text, names.Select(name => name.Id).Append(StoredRuns.LatestWord)) is { } near ? $"; did you mean '{near}'?" : $"; the latest is '{names[0].Id}', and 'dagrs history' lists them";
        return $"there is no run '{OneLine.Of(text, 100)}'{mend}";
    }
}
