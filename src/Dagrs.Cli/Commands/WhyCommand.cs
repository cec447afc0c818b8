using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Numerics;
using Dagrs.Cli.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs why A B</c> and <c>dagrs --why A B</c>: how B depends on A. Runs nothing.</summary>
internal static class WhyCommand
{
    private const int MostDigits = 30;

    public static Command Create(TaskFileOptions file)
    {
        var needed = new Argument<string>("A") { Description = "the id of the task that is needed" };
        var needing = new Argument<string>("B") { Description = "the id of the task that needs it" };
        var command = new Command("why", "Show why B needs A: the number of paths and the shortest one; run nothing.") { needed, needing };
        command.SetAction(arguments => Answer(file, arguments, arguments.GetRequiredValue(needed), arguments.GetRequiredValue(needing)));
        return command;
    }

    public static Option<string[]> CreateOption(TaskFileOptions file)
    {
        var option = new Option<string[]>("--why")
        {
            Description = "show why B needs A: the number of paths and the shortest one; run nothing",
            HelpName = "A B",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
        };
        option.Action = new OptionAction(file, option);
        return option;
    }

    private static int Answer(TaskFileOptions file, ParseResult arguments, string needed, string needing)
    {
        var dag = Resolver.Resolve(file.Read(arguments));
        var tasks = Resolver.Find(dag, needed, needing);
        return Print.Text(Words(dag, tasks[0], tasks[1]) + "\n");
    }

    private static string Words(Dag dag, TaskNode needed, TaskNode needing)
    {
        var (a, b) = ($"'{OneLine.Of(needed.Id)}'", $"'{OneLine.Of(needing.Id)}'");
        if (needed == needing)
        {
            return $"{a} and {b} are the same task";
        }

        var dependency = Dependency.Between(dag, needed, needing);
        if (dependency.Exists)
        {
            var path = string.Join(" -> ", dependency.Path.Select(task => OneLine.Of(task.Id)));
            return dependency.Paths.IsOne ? $"{b} needs {a}, by 1 path:\n  {path}" : $"{b} needs {a} by {Count(dependency.Paths)} paths; the shortest:\n  {path}";
        }

        return $"{b} does not need {a}" + (Dependency.Between(dag, needing, needed).Exists ? $"; but {a} needs {b}" : "");
    }

    private static string Count(BigInteger paths) => BigInteger.Log10(paths) < MostDigits
        ? paths.ToString(CultureInfo.InvariantCulture)
        : $"about 10^{(long)BigInteger.Log10(paths)}";

    private sealed class OptionAction(TaskFileOptions file, Option<string[]> option) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var ids = parseResult.GetRequiredValue(option);
            return Answer(file, parseResult, ids[0], ids[1]);
        }
    }
}
