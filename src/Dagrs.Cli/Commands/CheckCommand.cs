using System.CommandLine;
using Dagrs.Cli.Checking;
using Dagrs.Cli.Options;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs check</c>: all problems of a file, and notes; silent when there are none. Runs nothing.</summary>
internal static class CheckCommand
{
    public static Command Create(TaskFileOptions file)
    {
        var format = Choice.Option(
            "--format",
            "output format (default: text)",
            ("text", ProblemFormat.Text),
            ("json", ProblemFormat.Json),
            ("github", ProblemFormat.GitHub),
            ("sarif", ProblemFormat.Sarif));
        var command = new Command("check", "Report every problem in the file; run nothing.");
        command.Options.Add(format);
        command.SetAction(arguments => arguments.GetValue(format) is var chosen and not ProblemFormat.Text
            ? Tell(Check(file, arguments), chosen)
            : TellAsText(file, arguments));
        return command;
    }

    // As text, errors are reported as in every other command, which happens elsewhere.
    private static int TellAsText(TaskFileOptions file, ParseResult arguments)
    {
        var definition = file.Read(arguments);
        if (Resolver.Check(definition) is { Count: > 0 } notes)
        {
            StandardError.WriteLine(ProblemText.Of(definition.Source, notes));
        }

        return ExitCode.Success;
    }

    private static FoundProblems Check(TaskFileOptions file, ParseResult arguments)
    {
        try
        {
            var definition = file.Read(arguments);
            return new(definition.Source, Resolver.Check(definition));
        }
        catch (InvalidFileException wrong)
        {
            return new(wrong.Text, wrong.Problems);
        }
        catch (UsageException missing) when (missing.ExitCode == ExitCode.BadFile)
        {
            return new(new(TaskFileOptions.DefaultName, default), [new(ProblemCode.FileNotFound, default, missing.Message)]);
        }
    }

    private static int Tell(FoundProblems found, ProblemFormat format)
    {
        var printed = Print.Text(format switch
        {
            ProblemFormat.Json => ProblemsAsJson.Of(found),
            ProblemFormat.Sarif => ProblemsAsSarif.Of(found),
            _ => ProblemsAsAnnotations.Of(found, Environment.GetEnvironmentVariable("GITHUB_WORKSPACE")),
        });
        return printed != ExitCode.Success || found.Problems.All(problem => problem.Code.IsNote()) ? printed : ExitCode.BadFile;
    }
}
