using System.CommandLine;
using System.CommandLine.Completions;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Ci;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli;

/// <summary>What the caller says of a run besides the tasks: parameters, and arguments for them.</summary>
/// <param name="file">Which file.</param>
/// <param name="arguments">What followed <c>--</c>.</param>
internal sealed class GivenOptions(FileOptions file, IReadOnlyList<string> arguments)
{
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "set a parameter of the file; may be given again",
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

    /// <summary>What was said, for a run or a plan.</summary>
    public Given Read(ParseResult parsed) => ReadForShow(parsed) with { Arguments = arguments, NeedsValues = true };

    /// <summary>What was said, for a command that only shows the file.</summary>
    public Given ReadForShow(ParseResult parsed) => new()
    {
        Parameters = [.. parsed.GetValues(_set).Select(text => text.Split('=', 2)).Select(pair => (pair[0], pair[1]))],
        IsCi = CiDetection.Detect(Environment.GetEnvironmentVariable) is not null,
    };

    private IEnumerable<CompletionItem> Complete(CompletionContext context) => (file.ReadForCompletion(context) is { } definition ? Resolver.KnownOf(definition).Parameters : [])
        .SelectMany(parameter => parameter.Choices.Count == 0
            ? [new CompletionItem($"{parameter.Name.Value}=", detail: parameter.Description)]
            : parameter.Choices.Select(choice => new CompletionItem($"{parameter.Name.Value}={choice.Value}", detail: parameter.Description)));
}
