using Dagrs.Console;
using Dagrs.Console.Terminals;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Cli.Telling;

/// <summary>Asks for confirmation of the tasks that require it: one question for all of them, before anything runs.</summary>
internal static class Confirmation
{
    private const string Terminal = "/dev/tty";

    /// <summary>The exit code if the run must not begin; null: it may.</summary>
    /// <param name="dag">What would run.</param>
    /// <param name="isFileFromInput">True when the file came from standard input, so that the answer has to come from elsewhere.</param>
    /// <exception cref="UsageException">There is nobody to ask.</exception>
    public static int? Ask(Dag dag, bool isFileFromInput)
    {
        var questions = Questions(dag);
        if (questions.Count == 0)
        {
            return null;
        }

        if (isFileFromInput ? !File.Exists(Terminal) : System.Console.IsInputRedirected)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"'{questions[0]}' needs an answer, and there is no terminal to ask on; -y answers yes");
        }

        return IsYes(Answer(string.Join('\n', questions) + " [y/N] ", isFileFromInput)) ? null : ExitCode.TaskFailed;
    }

    private static List<string> Questions(Dag dag)
    {
        var questions = new List<string>();
        foreach (var task in dag.Tasks)
        {
            if (task.Spec is { Confirm: { } question, SkippedBecause: null } && !questions.Contains(OneLine.Of(question)))
            {
                questions.Add(OneLine.Of(question));
            }
        }

        return questions;
    }

    private static string? Answer(string question, bool isFileFromInput)
    {
        try
        {
            if (!isFileFromInput)
            {
                StandardError.Write(question);
                using var input = new StreamReader(OpenInput());
                return input.ReadLine();
            }

            using var terminal = new FileStream(Terminal, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            using var writer = new StreamWriter(terminal, leaveOpen: true);
            writer.Write(SecretValues.OfProgram?.Apply(question) ?? question);
            writer.Flush();
            using var reader = new StreamReader(terminal, leaveOpen: true);
            return reader.ReadLine();
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(ExitCode.BadCommandLine, "there is no terminal to ask on; -y answers yes");
        }
    }

    // .NET's console would switch the terminal to another keypad mode, and leave it there.
    private static Stream OpenInput() => OperatingSystem.IsWindows() ? System.Console.OpenStandardInput() : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    private static bool IsYes(string? answer) => answer?.Trim() is { } word && (word.Equals("y", StringComparison.OrdinalIgnoreCase) || word.Equals("yes", StringComparison.OrdinalIgnoreCase));
}
