using System.CommandLine;
using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Reporting;

namespace Dagrs.Cli;

/// <summary><c>dagrs plan</c>: what a run would do, exactly. Executes nothing and writes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create(FileOptions file, SelectionOptions selection, LimitOptions limits)
    {
        var format = Choice.Option<Func<ExecutionPlan, PlanConditions, string>>(
            "--format",
            "how it is printed (default: text)",
            ("text", PlanText.Of),
            ("json", PlanJson.Of));
        format.DefaultValueFactory = _ => PlanText.Of;
        var command = new Command("plan", "Show waves, critical path and exact commands; run nothing.");
        selection.AddTo(command);
        limits.AddTo(command);
        command.Options.Add(format);
        command.SetAction(arguments =>
        {
            var (dag, leftOut) = Resolver.Select(file.Read(arguments), selection.Read(arguments));
            return Print.Text(arguments.GetRequiredValue(format)(new ExecutionPlan(dag, leftOut), limits.Conditions(arguments)));
        });
        return command;
    }
}
