using System.CommandLine;
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
            Answer.Write(schema.ToArray());
            return ExitCode.Success;
        });
        return command;
    }
}
