using System.CommandLine;
using System.CommandLine.Completions;
using Dagrs.Console.Options;
using Dagrs.Core.Definition;

namespace Dagrs.Cli.Options;

/// <summary>The arguments and options that select tasks; the same for every command that takes tasks.</summary>
internal sealed class SelectionOptions(TaskFileOptions file)
{
    private readonly Argument<string[]> _tasks = new("TASK")
    {
        Description = "tasks by id, glob (test-*) or tag (tag:NAME), with all that they need (default: every task)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _only = new("--only") { Description = "only these tasks, without their dependencies" };

    private readonly Option<string[]> _skip = Tasks("--skip", "leave these out; their dependents run as if they had succeeded");

    private readonly Option<string[]> _from = Tasks("--from", "start here: only these and all their dependents");

    private readonly Option<string[]> _until = Tasks("--until", "end here: only these and all their dependencies");

    public void AddTo(Command command)
    {
        CompleteFromFile(_tasks.CompletionSources);
        CompleteFromFile(_skip.CompletionSources);
        CompleteFromFile(_from.CompletionSources);
        CompleteFromFile(_until.CompletionSources);
        command.Arguments.Add(_tasks);
        command.Options.Add(_only);
        command.Options.Add(_skip);
        command.Options.Add(_from);
        command.Options.Add(_until);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_only) && result.GetValue(_tasks) is not { Length: > 0 })
            {
                result.AddError("--only needs a TASK: it leaves out the dependencies of that task");
            }
        });
    }

    public Selection Read(ParseResult arguments) => new()
    {
        Tasks = arguments.GetValues(_tasks),
        Only = arguments.GetValue(_only),
        Skip = arguments.GetValues(_skip),
        From = arguments.GetValues(_from),
        Until = arguments.GetValues(_until),
    };

    /// <summary>True when the command line selects tasks.</summary>
    public bool IsAsked(ParseResult arguments) => Read(arguments) is not { Tasks: [], Skip: [], From: [], Until: [] };

    private void CompleteFromFile(List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources)
    {
        sources.Clear();
        sources.Add(file.CompleteTasks);
    }

    private static Option<string[]> Tasks(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TASK",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
