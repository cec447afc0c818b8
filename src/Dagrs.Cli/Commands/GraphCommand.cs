using System.CommandLine;
using Dagrs.Cli.Options;
using Dagrs.Cli.Running;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Reporting.Graphs;
using Dagrs.Core.Reporting.Reports;
using OneLine = Dagrs.Core.Model.OneLine;
using SystemReason = Dagrs.Core.Model.SystemReason;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs graph</c>: the tasks and edges of a file or of a run, as text or picture. Runs nothing.</summary>
internal static class GraphCommand
{
    public static Command Create(TaskFileOptions file, SelectionOptions selection, RunInputOptions input, RememberedRuns runs)
    {
        var format = Choice.Option<Func<Picture, string>>(
            "--format",
            "output format (default: tree)",
            ("tree", TreeGraph.Of),
            ("mermaid", MermaidGraph.Of),
            ("dot", DotGraph.Of),
            ("json", JsonGraph.Of),
            ("svg", SvgGraph.Of));
        format.DefaultValueFactory = _ => TreeGraph.Of;
        var run = new Option<string?>("--run")
        {
            Description = "draw the tasks of a run with states and times; RUN is the id of a recorded run, or a file: its JSON report or its events (- for standard input)",
            HelpName = "RUN",
        };
        run.CompletionSources.Clear();
        run.CompletionSources.Add(runs.Complete);
        var command = new Command("graph", "Draw the tasks and their dependencies; run nothing.");
        selection.AddTo(command);
        input.AddTo(command);
        command.Options.Add(format);
        command.Options.Add(run);
        runs.AddTo(command);
        command.SetAction(arguments =>
        {
            var picture = arguments.GetValue(run) is { } path
                ? OfRun(path, file, selection, arguments, runs)
                : Picture.Of(Resolver.Select(file.Read(arguments), selection.Read(arguments) with { NoDefault = true }, input.ReadForShow(arguments)).Dag);
            var draw = arguments.GetRequiredValue(format);
            var text = draw(picture);
            if (draw == MermaidGraph.Of)
            {
                WarnOfLimits(picture, text);
            }

            return Print.Text(text);
        });
        return command;
    }

    // Tasks and edges come from the run: the file may have changed since, and is not read.
    private static Picture OfRun(string path, TaskFileOptions file, SelectionOptions selection, ParseResult arguments, RememberedRuns runs)
    {
        if (selection.IsAsked(arguments))
        {
            throw new UsageException(ExitCode.BadCommandLine, "--run draws all tasks of that run; leave out --run or the selection of tasks");
        }

        file.EnterFolder(arguments);
        if (path != "-" && !Path.Exists(path) && path.AsSpan().IndexOfAny('/', '\\', '.') < 0)
        {
            return Picture.Of(runs.Find(arguments, path).Run);
        }

        try
        {
            return Picture.Of(path == "-" ? RecordedRuns.Read(TaskFileOptions.OpenStandardInput(), path) : RecordedRuns.Read(path));
        }
        catch (FormatException wrong)
        {
            throw new UsageException(ExitCode.BadFile, wrong.Message);
        }
        catch (InvalidDataException wrong)
        {
            throw new UsageException(ExitCode.BadFile, $"'{OneLine.Of(path)}' contains no run of dagrs: {wrong.Message}");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(ExitCode.BadFile, $"cannot read '{OneLine.Of(path)}': {SystemReason.Of(wrong)}");
        }
    }

    private static void WarnOfLimits(Picture picture, string text)
    {
        var edges = picture.EdgeCount;
        if (edges > MermaidGraph.MostEdges || text.Length > MermaidGraph.MostCharacters)
        {
            StandardError.Warn(
                $"{edges} edges and {text.Length} characters; GitHub draws at most {MermaidGraph.MostEdges} and {MermaidGraph.MostCharacters}; use --format svg, or select fewer tasks");
        }
    }
}
