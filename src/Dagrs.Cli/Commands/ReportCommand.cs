using System.CommandLine;
using Dagrs.Cli.Running;
using Dagrs.Console.Options;
using Dagrs.Console.Recording;
using Dagrs.Console.Reporters;
using Dagrs.Console.Terminals;
using Dagrs.Core.Reporting.Reports;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs report</c>: the reports of a stored run. Runs nothing.</summary>
internal static class ReportCommand
{
    public static Command Create(RememberedRuns runs)
    {
        var run = new Argument<string>("RUN") { Description = RememberedRuns.WhatRunsAre, Arity = ArgumentArity.ExactlyOne };
        var reports = new Argument<WantedReport[]>("KIND=FILE")
        {
            Description = $"the reports, as with --report; KIND is one of {ReportKind.Words}",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result => RecordingOptions.ParseReports(result, "a report"),
        };
        run.CompletionSources.Clear();
        run.CompletionSources.Add(runs.Complete);
        reports.CompletionSources.Clear();
        reports.CompletionSources.Add([.. ReportKind.All.Select(kind => $"{kind.Word}=")]);
        var command = new Command("report", "Write reports of a recorded run; run nothing.") { run, reports };
        runs.AddTo(command);
        command.SetAction(arguments =>
        {
            var past = runs.Find(arguments, arguments.GetRequiredValue(run));
            var wanted = Recordings.Placed(arguments.GetRequiredValue(reports), []);
            var lost = new LostOutput();
            var written = Recordings.Write(past.Run, wanted, lost);
            return lost.Tell(Print.Text(string.Concat(written.Select(report => report.Line))));
        });
        return command;
    }
}
