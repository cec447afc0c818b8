using System.CommandLine;
using System.Text;
using Dagrs.Cli.Running;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.History;
using Dagrs.Core.Reporting.Reports;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs history</c>: the stored runs of the file, one of them with its tasks, or the output of one task. Runs nothing.</summary>
internal static class HistoryCommand
{
    public static Command Create(RememberedRuns runs)
    {
        var run = new Argument<string?>("RUN") { Description = RememberedRuns.WhatRunsAre, Arity = ArgumentArity.ZeroOrOne };
        var task = new Argument<string?>("TASK") { Description = "a task of that run: print its output", Arity = ArgumentArity.ZeroOrOne };
        var stats = new Option<bool>("--stats") { Description = "for each task: median and 95th percentile of its time, failure rate, retries, cache hits and the time they saved" };
        var format = ListFormats.CreateOption("output format (default: text)");
        run.CompletionSources.Clear();
        run.CompletionSources.Add(runs.Complete);
        task.CompletionSources.Clear();
        task.CompletionSources.Add(context => runs.CompleteTasks(context, run));
        var command = new Command("history", "List the recorded runs of the file, or show one of them; run nothing.") { run, task };
        command.Options.Add(stats);
        command.Options.Add(format);
        runs.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(stats) && result.GetValue(run) is not null)
            {
                result.AddError("--stats covers all runs; leave out --stats or RUN");
            }
        });
        command.SetAction(arguments =>
        {
            var isJson = arguments.GetValue(format) == ListFormat.Json;
            return (arguments.GetValue(run), arguments.GetValue(task)) switch
            {
                (null, _) when arguments.GetValue(stats) => PrintStatistics(runs.All(arguments), isJson),
                (null, _) => PrintRuns(runs.All(arguments), isJson),
                ({ } id, null) => PrintRun(runs.Find(arguments, id), isJson),
                ({ } id, { } name) => PrintTask(runs.Find(arguments, id, isOutputWhole: true), name, isJson),
            };
        });
        return command;
    }

    private static int PrintRuns(List<PastRun> all, bool isJson) => Print.Text(isJson ? HistoryJson.OfRuns(all) : HistoryText.OfRuns(all));

    private static int PrintStatistics(List<PastRun> all, bool isJson)
    {
        var tasks = TaskStatistics.Of(all.Select(past => past.Run));
        return Print.Text(isJson ? HistoryJson.OfStatistics(tasks) : HistoryText.OfStatistics(tasks));
    }

    private static int PrintRun(PastRun past, bool isJson)
    {
        if (!isJson)
        {
            return Print.Text(HistoryText.OfRun(past));
        }

        using var text = new MemoryStream();
        JsonReport.Write(past.Run, text);
        return Print.Text(Encoding.UTF8.GetString(text.ToArray()));
    }

    private static int PrintTask(PastRun past, string id, bool isJson)
    {
        var run = past.Run;
        if (run.Tasks.FirstOrDefault(task => task.Id == id) is not { } task)
        {
            var mend = Suggestion.For(id, run.Tasks.Select(known => known.Id)) is { } near ? $"; did you mean '{OneLine.Of(near)}'?" : $"; 'dagrs history {run.Id}' lists them";
            throw new UsageException(ExitCode.BadCommandLine, $"run '{run.Id}' has no task '{OneLine.Of(id, 100)}'{mend}");
        }

        if (isJson)
        {
            return Print.Text(HistoryJson.OfTask(run, task));
        }

        if (task.Output is { LeftOut: > 0 and var leftOut })
        {
            StandardError.Warn($"the first {leftOut} bytes that '{OneLine.Of(task.Id)}' wrote were not kept");
        }

        return Print.Bytes(task.Output is null ? [] : task.Output.Bytes.Span);
    }
}
