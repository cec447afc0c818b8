using System.CommandLine;
using System.CommandLine.Completions;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Ci;
using Dagrs.Core.State.Runs;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Options;

/// <summary>The options of a run besides its tasks: parameters, and arguments for tasks.</summary>
/// <param name="file">Selects the file.</param>
/// <param name="arguments">The words after <c>--</c>.</param>
internal sealed class RunInputOptions(TaskFileOptions file, IReadOnlyList<string> arguments)
{
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "set a parameter of the file; repeatable",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.IndexOf('=', StringComparison.Ordinal) <= 0)
                {
                    result.AddError($"--set needs NAME=VALUE, not '{OneLine.Of(token.Value, 100)}'");
                }
            }

            return [.. result.Tokens.Select(token => token.Value)];
        },
    };

    public void AddTo(Command command)
    {
        _set.CompletionSources.Clear();
        _set.CompletionSources.Add(Complete);
        command.Options.Add(_set);
    }

    /// <summary>The values for a run or a plan.</summary>
    public RunInput Read(ParseResult parsed) => ReadForShow(parsed) with { Arguments = arguments, NeedsValues = true };

    /// <summary>The values for a resumed run: the stored ones, except for those that held a secret, which must be given again.</summary>
    /// <exception cref="UsageException">Something is given that the stored run did not have, or a secret is not given again.</exception>
    public RunInput ReadAgain(ParseResult parsed, RunRequest request)
    {
        var again = ReadForShow(parsed);
        var hidden = request.Parameters.Where(parameter => parameter.Value is null).Select(parameter => parameter.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, _) in again.Parameters)
        {
            if (!hidden.Contains(name))
            {
                throw new UsageException(ExitCode.BadCommandLine, $"--resume uses the parameters of the resumed run: leave out --set {OneLine.Of(name, 100)}");
            }
        }

        if (hidden.FirstOrDefault(name => again.Parameters.All(one => one.Name != name)) is { } missing)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"the parameter '{OneLine.Of(missing, 100)}' contains a secret, which is not recorded: give it again with --set {OneLine.Of(missing, 100)}=VALUE");
        }

        var isHidden = request.Arguments.Contains(null);
        if (arguments.Count > 0 != isHidden)
        {
            throw new UsageException(ExitCode.BadCommandLine, isHidden
                ? "the arguments after -- contain a secret, which is not recorded: give them again"
                : "--resume uses the arguments after -- of the resumed run: leave them out");
        }

        return again with
        {
            Parameters = [.. request.Parameters.Select(parameter => (parameter.Key, parameter.Value ?? again.Parameters.Last(one => one.Name == parameter.Key).Value))],
            Arguments = isHidden ? arguments : [.. request.Arguments.OfType<string>()],
            NeedsValues = true,
        };
    }

    /// <summary>The values for a command that only shows the file.</summary>
    public RunInput ReadForShow(ParseResult parsed) => new()
    {
        Parameters = [.. parsed.GetValues(_set).Select(text => text.Split('=', 2)).Select(pair => (pair[0], pair[1]))],
        IsCi = CiDetection.Detect(Environment.GetEnvironmentVariable) is not null,
    };

    private IEnumerable<CompletionItem> Complete(CompletionContext context) => (file.ReadForCompletion(context) is { } definition ? Resolver.KnownOf(definition).Parameters : [])
        .SelectMany(parameter => parameter.Choices.Count == 0
            ? [new CompletionItem($"{parameter.Name.Value}=", detail: parameter.Description)]
            : parameter.Choices.Select(choice => new CompletionItem($"{parameter.Name.Value}={choice.Value}", detail: parameter.Description)));
}
