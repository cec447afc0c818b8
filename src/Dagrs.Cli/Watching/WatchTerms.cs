using Dagrs.Cli.Running;
using Dagrs.Console;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Watching;

/// <summary>What a watch does not take: a file that is read once, and tasks that want the terminal or answers that nobody was asked for when it began.</summary>
internal sealed class WatchTerms
{
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);

    /// <summary>Minds that the file can be read again.</summary>
    /// <exception cref="UsageException">It is standard input.</exception>
    public static void CheckFile(string? path)
    {
        if (path == "-")
        {
            throw new UsageException(ExitCode.BadCommandLine, "-w needs a file that can be read again, and standard input is read once; name one with --yaml FILE");
        }
    }

    /// <summary>Minds the terminal alone; the questions are about to be asked.</summary>
    /// <exception cref="UsageException">A task wants it.</exception>
    public static void CheckTerminal(AskedRun asked)
    {
        if (asked.Selected.Dag.Tasks.FirstOrDefault(task => task is { Settings.Interactive: true, Spec.SkippedBecause: null }) is { } task)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"-w and the task '{OneLine.Of(task.Id, 100)}' exclude each other: it wants the terminal ('interactive: true'), which a watch cannot give it; leave out one of the two");
        }
    }

    /// <summary>All questions of these tasks were answered with yes.</summary>
    public void Accept(AskedRun asked) => _answered.UnionWith(Questions(asked));

    /// <summary>Minds both, where the file has changed.</summary>
    /// <param name="asked">What would run.</param>
    /// <param name="isConfirmed">True when the command line answers every question.</param>
    /// <exception cref="UsageException">Something is wanted.</exception>
    public void Check(AskedRun asked, bool isConfirmed)
    {
        if (!isConfirmed && Questions(asked).FirstOrDefault(question => !_answered.Contains(question)) is { } question)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"'{question}' wants an answer, and a watch asks at its start only: start it again, or give -y");
        }

        CheckTerminal(asked);
    }

    private static IEnumerable<string> Questions(AskedRun asked) =>
        asked.Selected.Dag.Tasks.Select(task => task.Spec is { Confirm: { } question, SkippedBecause: null } ? OneLine.Of(question) : null).OfType<string>();
}
