using Dagrs.Cli.Running;
using Dagrs.Console;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Watching;

/// <summary>
/// Rejects what a watch cannot handle: a file that can be read only once, tasks that need the terminal, and confirmations that were not given at its
/// start.
/// </summary>
internal sealed class WatchTerms
{
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);

    /// <summary>Checks that the file can be read again.</summary>
    /// <exception cref="UsageException">It is standard input.</exception>
    public static void CheckFile(string? path)
    {
        if (path == "-")
        {
            throw new UsageException(ExitCode.BadCommandLine, "-w must read the file again, which standard input does not allow; name a file with --yaml FILE");
        }
    }

    /// <summary>Checks the terminal only; the confirmations are about to be asked for.</summary>
    /// <exception cref="UsageException">A task needs it.</exception>
    public static void CheckTerminal(AskedRun asked)
    {
        if (asked.Selected.Dag.Tasks.FirstOrDefault(task => task is { Settings.Interactive: true, Spec.SkippedBecause: null }) is { } task)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"-w and the task '{OneLine.Of(task.Id, 100)}' cannot be combined: the task needs the terminal ('interactive: true'), which a watch cannot give it; leave out one of the two");
        }
    }

    /// <summary>Records that all confirmations of these tasks were given.</summary>
    public void Accept(AskedRun asked) => _answered.UnionWith(Questions(asked));

    /// <summary>Checks both, after the file has changed.</summary>
    /// <param name="asked">What would run.</param>
    /// <param name="isConfirmed">True when the command line confirms every question.</param>
    /// <exception cref="UsageException">A task needs the terminal or a confirmation.</exception>
    public void Check(AskedRun asked, bool isConfirmed)
    {
        if (!isConfirmed && Questions(asked).FirstOrDefault(question => !_answered.Contains(question)) is { } question)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"'{question}' needs an answer, and a watch asks only at its start; start it again, or use -y");
        }

        CheckTerminal(asked);
    }

    private static IEnumerable<string> Questions(AskedRun asked) =>
        asked.Selected.Dag.Tasks.Select(task => task.Spec is { Confirm: { } question, SkippedBecause: null } ? OneLine.Of(question) : null).OfType<string>();
}
