using System.CommandLine;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Options;

/// <summary>The options for where the cache is and what a run may do with it. It does not know what is in it.</summary>
internal sealed class CacheOptions
{
    private const string Variable = "DAGRS_CACHE";

    private readonly Option<string?> _folder = new("--cache") { Description = $"folder of the cache (default: {Variable}, else ~/.cache/dagrs)", HelpName = "DIR" };

    private readonly Option<CacheMode> _mode = Choice.Option(
        "--cache-mode",
        "use of the cache by tasks with 'cache: true': read and write, only read, or none (default: write)",
        ("read", CacheMode.Read),
        ("write", CacheMode.Write),
        ("off", CacheMode.Off));

    public void AddTo(Command command) => command.Options.Add(_folder);

    /// <summary>Adds the options of a run.</summary>
    public void AddToRun(Command command)
    {
        AddTo(command);
        command.Options.Add(_mode);
    }

    /// <summary>The cache of a run; null: it uses none, because it is disabled or must not be used, which is reported.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="dag">What is run.</param>
    /// <exception cref="UsageException">The command line names no folder.</exception>
    public CacheStore? Open(ParseResult arguments, Dag dag)
    {
        var isNamed = Named(arguments) is not null;
        if (!dag.Tasks.Any(static task => task.Spec?.Files?.IsCached == true))
        {
            return null;
        }

        var store = CacheStore.Open(FolderOf(arguments), !isNamed, arguments.GetValue(_mode), out var warning);
        if (warning is not null)
        {
            StandardError.Warn(warning);
        }

        return store;
    }

    /// <summary>The folder of the cache, a full path.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public string FolderOf(ParseResult arguments)
    {
        return Named(arguments) is { } named
            ? Path.TrimEndingDirectorySeparator(WorkingFolder.FullPath(named))
            : CacheFolder.Default(Environment.GetEnvironmentVariable) ?? throw new UsageException(ExitCode.BadCommandLine, "this user has no cache folder; name one with --cache DIR");
    }

    private string? Named(ParseResult arguments)
    {
        if (arguments.GetResult(_folder) is not null && string.IsNullOrEmpty(arguments.GetValue(_folder)))
        {
            throw new UsageException(ExitCode.BadCommandLine, "--cache needs a folder");
        }

        return (arguments.GetValue(_folder) ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } named ? named : null;
    }
}
