using System.CommandLine;
using Dagrs.Cli.Running;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Options;

/// <summary>Chooses the executor of commands: by the option, else the file, else the environment, else the system.</summary>
internal static class Executors
{
    /// <summary>The variable that decides where neither the command line nor the file does.</summary>
    public const string Variable = "DAGRS_EXECUTOR";

    /// <summary>The words for the executors.</summary>
    public static (string Word, ExecutorKind Kind)[] Words { get; } = [("direct", ExecutorKind.Direct), ("cliwrap", ExecutorKind.CliWrap), ("slurm", ExecutorKind.Slurm)];

    /// <summary>The default executor of this system.</summary>
    public static ExecutorKind OfSystem => OperatingSystem.IsLinux() ? ExecutorKind.Direct : ExecutorKind.CliWrap;

    /// <summary>The option for the executor.</summary>
    public static Option<ExecutorKind?> CreateOption() => Choice.Option<ExecutorKind?>(
        "--executor",
        "how to run commands: by system calls, by the library CliWrap, or on a Slurm cluster (default here: " + (OperatingSystem.IsLinux() ? "direct)" : "cliwrap)"),
        Array.ConvertAll(Words, choice => (choice.Word, (ExecutorKind?)choice.Kind)));

    /// <param name="asked">What the command line says.</param>
    /// <param name="file">The file; null: there is none.</param>
    /// <exception cref="UsageException">The variable has an invalid value, or the system does not support the choice.</exception>
    public static ExecutorKind Choose(ExecutorKind? asked, DagDefinition? file)
    {
        var kind = asked ?? file?.Executor?.Value ?? OfEnvironment() ?? OfSystem;
        return kind == ExecutorKind.Direct && OperatingSystem.IsWindows()
            ? throw new UsageException(ExitCode.BadCommandLine, "the executor 'direct' is not available on Windows; use 'cliwrap'")
            : kind;
    }

    /// <summary>The word for the chosen executor.</summary>
    public static string WordFor(ExecutorKind? asked, DagDefinition file)
    {
        var chosen = Choose(asked, file);
        return Array.Find(Words, choice => choice.Kind == chosen).Word;
    }

    /// <summary>Creates an executor, which may start to prepare itself at once.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="loop">The main loop for its work besides commands.</param>
    /// <param name="hasArea">True when a live area may have to be removed from the terminal after this process is killed.</param>
    public static IExecutor Create(ExecutorKind kind, MainLoop loop, bool hasArea)
    {
        int? screen = hasArea ? DescriptorStream.StandardOutput : null;
        var guard = TerminalGuardProgram.Words;
        return kind == ExecutorKind.Direct ? new ProcessExecutor(ownsProcess: true, loop, screen, guard) : new CliWrapExecutor(ownsProcess: true, loop, screen, guard);
    }

    private static ExecutorKind? OfEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
        {
            return null;
        }

        foreach (var (word, kind) in Words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        var words = Array.ConvertAll(Words, choice => choice.Word);
        var meant = Suggestion.For(text, words) is { } near ? $"; did you mean '{near}'?" : "";
        throw new UsageException(ExitCode.BadCommandLine, $"{Variable} must be one of {string.Join(", ", words)}, not '{OneLine.Of(text, 100)}'{meant}");
    }
}
