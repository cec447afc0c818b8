using System.CommandLine;
using System.CommandLine.Parsing;
using Dagrs.Cli.Running;
using Dagrs.Console;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Resuming;
using Dagrs.Core.State.Runs;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Options;

/// <summary>The option that resumes an interrupted run, and its messages.</summary>
/// <param name="states">Where runs are stored.</param>
/// <param name="runs">The stored runs.</param>
/// <param name="selection">The tasks on the command line.</param>
/// <param name="input">The other values on the command line.</param>
internal sealed class ResumeOptions(StateOptions states, RememberedRuns runs, SelectionOptions selection, RunInputOptions input)
{
    private const string Name = "--resume";

    private readonly Option<string?> _resume = new(Name)
    {
        Description = "resume a run that did not succeed: run only what is left; --resume=RUN resumes that one (default: the latest)",
        HelpName = "RUN",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public void AddTo(Command command)
    {
        _resume.CompletionSources.Clear();
        _resume.CompletionSources.Add(runs.Complete);
        command.Options.Add(_resume);
    }

    /// <summary>True when a run is to be resumed.</summary>
    public bool IsAsked(SymbolResult result) => result.GetResult(_resume) is { Implicit: false };

    /// <summary>The run to resume; null: none.</summary>
    /// <exception cref="UsageException">There is no such run, or it cannot be resumed.</exception>
    public StoredRun? Find(ParseResult arguments)
    {
        if (arguments.GetResult(_resume) is not { Implicit: false })
        {
            return null;
        }

        if (selection.IsAsked(arguments) || selection.Read(arguments).Only)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"{Name} uses the tasks of the resumed run: leave out the TASKs");
        }

        var state = states.Open(arguments);
        var stored = RememberedRuns.FindStored(state, arguments.GetValue(_resume) is { Length: > 0 } text ? text : StoredRuns.LatestWord);
        if (WhyNot(stored, new StoredRuns(state)) is { } why)
        {
            throw new UsageException(ExitCode.BadCommandLine, why);
        }

        return stored;
    }

    /// <summary>The selected tasks, and the other values.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="stored">The run to resume; null: none.</param>
    /// <exception cref="UsageException">The command line differs from that of the run to resume.</exception>
    public (Selection Wanted, RunInput Input) Read(ParseResult arguments, StoredRun? stored) => stored?.Request is { } request
        ? (Requests.SelectionOf(request), input.ReadAgain(arguments, request))
        : (selection.Read(arguments), input.Read(arguments));

    /// <summary>Plans what is kept of the run to resume, and reports it.</summary>
    /// <param name="dag">What is run.</param>
    /// <param name="stored">The run to resume.</param>
    /// <param name="own">The new run.</param>
    /// <param name="isQuiet">True when only problems are reported.</param>
    /// <exception cref="UsageException">The new run could not be resumed itself, because nothing can be written.</exception>
    public static ResumePlan Plan(Dag dag, StoredRun stored, OwnRun own, bool isQuiet)
    {
        if (!own.TryMake())
        {
            throw new UsageException(ExitCode.OwnFailure, "a resumed run must be recorded, and nothing can be written there");
        }

        var plan = PlanOf(dag, stored, new StoredRuns(own.State));
        if (!isQuiet)
        {
            Tell(dag, stored, plan);
        }

        return plan;
    }

    private static ResumePlan PlanOf(Dag dag, StoredRun stored, StoredRuns runs) =>
        new(dag, stored, runs.Before(stored) is { } earlier ? PlanOf(dag, earlier, runs) : null);

    private static string? WhyNot(StoredRun stored, StoredRuns runs)
    {
        if (stored.IsAlive)
        {
            return $"run '{stored.Id}' is still running";
        }

        if (stored.Run.ExitCode == ExitCode.Success)
        {
            return $"run '{stored.Id}' succeeded: there is nothing to resume";
        }

        foreach (var later in runs.All().TakeWhile(run => run.Id != stored.Id))
        {
            if (later.IsAlive || later.Run.ExitCode == ExitCode.Success)
            {
                return $"run '{later.Id}', which started later, {(later.IsAlive ? "is still running" : "succeeded")}";
            }
        }

        return stored.Request is null ? $"run '{stored.Id}' does not record which tasks were selected" : null;
    }

    private static void Tell(Dag dag, StoredRun stored, ResumePlan plan)
    {
        var kept = 0;
        var lines = new List<string>();
        for (var place = 0; place < dag.Tasks.Count; place++)
        {
            var task = dag.AtPosition(place);
            if (plan.MayKeep(task))
            {
                kept++;
            }
            else if (plan.IsJudgedByFiles(task))
            {
                lines.Add($"resume: '{OneLine.Of(dag.Node(task).Id)}' is judged by its files");
            }
            else if (plan.IsDecidedAgain(task))
            {
                lines.Add($"resume: '{OneLine.Of(dag.Node(task).Id)}' was skipped; its condition decides again");
            }
            else if (!dag.Node(task).IsGroup)
            {
                lines.Add($"resume: '{OneLine.Of(dag.Node(task).Id)}' runs: {OneLine.Of(plan.WhyNot(task) ?? "")}");
            }
        }

        StandardError.WriteLine($"resume: run '{stored.Id}'; {kept} of {dag.Tasks.Count} tasks {(kept == 1 ? "is" : "are")} kept");
        lines.ForEach(StandardError.WriteLine);
    }
}
