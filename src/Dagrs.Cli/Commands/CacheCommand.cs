using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Dagrs.Cli.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.State.Cache;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs cache</c>: the size of the cache and what it has saved; <c>--prune</c> shrinks it. Needs no file.</summary>
internal static class CacheCommand
{
    public static Command Create(TaskFileOptions file)
    {
        var cache = new CacheOptions();
        var prune = new Option<CacheLimit?>("--prune")
        {
            Description = "remove the least recently used entries, down to a size (2G) or unused for a time (30d); 0 removes all (default: 10G)",
            HelpName = "SIZE|AGE",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = Limit,
        };
        var command = new Command("cache", "Show the size of the cache, its hits and the time they saved; or prune it.");
        cache.AddTo(command);
        command.Options.Add(prune);
        command.SetAction(arguments =>
        {
            file.TellShadowedTask(arguments);
            file.EnterFolder(arguments);
            return Run(new CacheFolder(cache.FolderOf(arguments)), arguments.GetResult(prune) is null ? null : arguments.GetValue(prune) ?? CacheLimit.Default);
        });
        return command;
    }

    private static int Run(CacheFolder folder, CacheLimit? limit)
    {
        var gone = limit is null ? "" : $"removed  {Size(new CachePruning(folder, TimeProvider.System).Run(limit.MostBytes, limit.MostAge))}\n";
        var figures = CacheFigures.Of(folder);
        var saved = figures.Hits == 0 ? "" : $", which saved {Times.Words(figures.Saved)}";
        return Print.Text(string.Create(CultureInfo.InvariantCulture,
            $"folder   {OneLine.Of(folder.Path)}\n{gone}size     {Size(figures.Bytes)} in {figures.Entries} {(figures.Entries == 1 ? "entry" : "entries")}, at most {Size(CacheStore.MostBytes)}\nhits     {figures.Hits}{saved}\n"));
    }

    private static CacheLimit? Limit(ArgumentResult result)
    {
        if (result.Tokens is not [{ Value: var text }])
        {
            return CacheLimit.Default;
        }

        if (CacheLimit.Parse(text) is { } limit)
        {
            return limit;
        }

        result.AddError($"--prune needs a size such as 2G or a time such as 30d, not '{OneLine.Of(text, 100)}'");
        return null;
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 10):0.#} KB"),
        < 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.#} GB"),
    };
}
