using System.CommandLine;
using System.Text;
using Dagrs.Core;

namespace Dagrs.Cli;

/// <summary><c>dagrs schema</c>: the format of task files, for editors. Reads no file.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Print a JSON Schema of the file for editors.");
        command.SetAction(_ =>
        {
            using var schema = new MemoryStream();
            WorkflowSchema.Write(schema);
            return Print.Text(Encoding.UTF8.GetString(schema.ToArray()));
        });
        return command;
    }
}
