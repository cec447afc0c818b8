using System.CommandLine;
using Dagrs.Cli.Options;
using Dagrs.Cli.Running;
using Dagrs.Cli.Telling;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Reporting;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs plan</c>: what a run would do, exactly. Executes nothing and writes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create(TaskFileOptions file, SelectionOptions selection, LimitOptions limits, RunInputOptions input, StateOptions states, ReuseOptions reuse)
    {
        var format = ListFormats.CreateOption("output format (default: text)");
        var command = new Command("plan", "Show the waves, the critical path and the exact commands; run nothing.");
        selection.AddTo(command);
        limits.AddTo(command);
        input.AddTo(command);
        states.AddTo(command);
        reuse.AddTo(command);
        command.Options.Add(format);
        command.SetAction(arguments =>
        {
            var definition = file.Read(arguments);
            var selected = Resolver.Select(definition, selection.Read(arguments), input.Read(arguments));
            var conditions = limits.Conditions(arguments, file.FolderAbove) with { Executor = Executors.WordFor(asked: null, definition) };
            return PrintPlan(selected, conditions with { Times = ExpectedRun.Of(selected, states.Known(arguments), conditions, new(asked: null, definition)), Prospects = Prospects(arguments, file, selected, states, reuse) }, arguments.GetValue(format));
        });
        return command;
    }

    /// <summary>The prediction for each task, if requested.</summary>
    public static Func<TaskNode, Prospect>? Prospects(ParseResult arguments, TaskFileOptions file, Selected selected, StateOptions states, ReuseOptions reuse)
    {
        if (!reuse.Explains(arguments))
        {
            return null;
        }

        var state = states.Known(arguments); // before the working directory changes, which its path is relative to
        TaskFolder.Enter(file.FolderAbove, file.Folder);
        return Explained.Of(selected, state, file.Folder, reuse.IsForced(arguments));
    }

    /// <summary>Prints the plan, for the command and for <c>-n</c>.</summary>
    public static int PrintPlan(Selected selected, PlanConditions conditions, ListFormat format)
    {
        if (selected.Dag.Secrets is { } secrets)
        {
            Secrets.WarnOfShortOnes(secrets);
        }

        var plan = new ExecutionPlan(selected.Dag, selected.LeftOut);
        return Print.Text(format == ListFormat.Json ? PlanJson.Of(plan, conditions) : PlanText.Of(plan, conditions));
    }
}
