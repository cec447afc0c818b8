using System.CommandLine;
using Dagrs.Cli.Options;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Recording;
using Dagrs.Console.Reporters;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Telling;

/// <summary>Reports why nothing was run, to people and to the recordings that were requested.</summary>
/// <param name="arguments">The command line.</param>
/// <param name="file">Selects the file.</param>
/// <param name="recording">The requested recordings.</param>
internal sealed class ToldProblems(ParseResult arguments, TaskFileOptions file, RecordingOptions recording)
{
    private const int LongestMessage = 1000; // user input may be of any length

    /// <summary>Reports problems of the command line or the environment.</summary>
    /// <param name="exitCode">The exit code of dagrs.</param>
    /// <param name="messages">The problems, one line each.</param>
    /// <param name="hints">Hints for people only.</param>
    /// <returns>The exit code.</returns>
    public int Tell(int exitCode, IReadOnlyList<string> messages, params ReadOnlySpan<string> hints)
    {
        foreach (var message in messages)
        {
            Complain(message);
        }

        foreach (var hint in hints)
        {
            Complain(hint);
        }

        Record(exitCode, [.. messages.Select(message => new RecordedProblem(OneLine.Of(message, LongestMessage)))]);
        return exitCode;
    }

    /// <summary>Reports an exception that the user can do something about.</summary>
    /// <returns>The exit code; null: it is another kind of exception.</returns>
    public int? TryTell(Exception wrong) => wrong switch
    {
        InvalidFileException invalid => Tell(invalid),
        ParameterException parameters => Tell(ExitCode.BadCommandLine, [.. parameters.Problems]),
        SelectionException => Tell(ExitCode.BadCommandLine, [wrong.Message]),
        UnknownTaskException => Tell(ExitCode.BadCommandLine, wrong.Message.Split('\n')),
        UsageException usage => Tell(usage.ExitCode, [usage.Message]),
        IOException or UnauthorizedAccessException => Tell(ExitCode.OwnFailure, [SystemReason.Of(wrong)]),
        _ => null,
    };

    /// <summary>Reports the problems of a file.</summary>
    /// <returns>The exit code.</returns>
    public int Tell(InvalidFileException wrong)
    {
        StandardError.WriteLine(wrong.Message);
        Record(ExitCode.BadFile, [.. wrong.Problems.Select(problem => ProblemOf(problem, problem.Source ?? wrong.Text))]);
        return ExitCode.BadFile;
    }

    /// <summary>Reports to the recordings only.</summary>
    /// <param name="exitCode">The exit code of dagrs.</param>
    /// <param name="problems">The problems.</param>
    public void Record(int exitCode, IReadOnlyList<RecordedProblem> problems)
    {
        var lost = new LostOutput();
        try
        {
            recording.OpenForProblems(arguments, Spared())?.TellProblems(file.Meant, problems, exitCode, lost);
        }
        catch (Exception wrong) when (wrong is UsageException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            var message = OneLine.Of(wrong is UsageException ? wrong.Message : SystemReason.Of(wrong), LongestMessage);
            if (!problems.Any(problem => problem.Message == message))
            {
                Complain(message);
            }
        }

        lost.Tell(exitCode);
    }

    // The invalid file must not be overwritten either.
    private SparedFile Spared() => new(file.Identify(arguments), "the task file");

    private static RecordedProblem ProblemOf(Problem problem, SourceText source)
    {
        var place = source.Fit(problem.Place);
        var meant = problem.Suggestion is { } suggestion ? $"; did you mean {Quoted.Name(suggestion)}?" : "";
        return new(OneLine.Of(problem.Message + meant, LongestMessage), source.Path, place.Line, place.Column, problem.Code.Id());
    }

    private static void Complain(string message) => StandardError.Complain(OneLine.Of(message, LongestMessage));
}
