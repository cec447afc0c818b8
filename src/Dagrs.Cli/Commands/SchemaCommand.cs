using System.CommandLine;
using System.Text;
using Dagrs.Cli.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs schema</c>: the JSON Schema of task files, for editors, and of the machine-readable formats of a run. Needs no file.</summary>
internal static class SchemaCommand
{
    public static Command Create(TaskFileOptions file)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "events or report: the output of --events or --report json (default: the task file)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add([.. RecordingSchema.Names]);
        name.Validators.Add(result =>
        {
            if (result.Tokens is [var typed] && !RecordingSchema.Names.Contains(typed.Value) && typed.Value is not ['-', _, ..])
            {
                result.AddError(Suggestion.For(typed.Value, RecordingSchema.Names) is { } near
                    ? $"there is no schema '{OneLine.Of(typed.Value, 100)}'; did you mean '{near}'?"
                    : $"'schema' takes no '{OneLine.Of(typed.Value, 100)}'; name a file with --yaml FILE");
            }
        });
        var command = new Command("schema", "Print the JSON Schema of the task file, of events or of reports.");
        command.Arguments.Add(name);
        command.SetAction(arguments =>
        {
            file.TellShadowedTask(arguments);
            return Print.Text(arguments.GetValue(name) is { } wanted ? RecordingSchema.Text(wanted) : OfFile());
        });
        return command;
    }

    private static string OfFile()
    {
        using var schema = new MemoryStream();
        WorkflowSchema.Write(schema);
        return Encoding.UTF8.GetString(schema.ToArray());
    }
}
