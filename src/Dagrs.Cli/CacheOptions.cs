using System.CommandLine;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli;

/// <summary>The option that says where the cache is. It does not know what is kept there.</summary>
internal sealed class CacheOptions
{
    private const string Variable = "DAGRS_CACHE";

    private readonly Option<string?> _folder = new("--cache") { Description = $"folder of the cache (default: {Variable}, else ~/.cache/dagrs)", HelpName = "DIR" };

    public void AddTo(Command command) => command.Options.Add(_folder);

    /// <summary>The folder of the cache, a full path.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public string FolderOf(ParseResult arguments)
    {
        if (arguments.GetResult(_folder) is not null && string.IsNullOrEmpty(arguments.GetValue(_folder)))
        {
            throw new UsageException(ExitCode.BadCommandLine, "--cache needs a folder");
        }

        return (arguments.GetValue(_folder) ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } named
            ? Path.TrimEndingDirectorySeparator(WorkingFolder.FullPath(named))
            : CacheFolder.Default(Environment.GetEnvironmentVariable) ?? throw new UsageException(ExitCode.BadCommandLine, "this user has no folder for caches; name one with --cache DIR");
    }
}
