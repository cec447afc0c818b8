using System.CommandLine;
using System.Text;
using Dagrs.Core;

namespace Dagrs.Cli;

/// <summary><c>dagrs schema</c>: the format of task files, for editors. Needs no file.</summary>
internal static class SchemaCommand
{
    public static Command Create(FileOptions file)
    {
        var command = new Command("schema", "Print a JSON Schema of the file for editors.");
        command.SetAction(arguments =>
        {
            file.TellShadowedTask(arguments);
            using var schema = new MemoryStream();
            WorkflowSchema.Write(schema);
            return Print.Text(Encoding.UTF8.GetString(schema.ToArray()));
        });
        return command;
    }
}
