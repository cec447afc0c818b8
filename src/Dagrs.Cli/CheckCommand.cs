using System.CommandLine;
using Dagrs.Core.Definition;

namespace Dagrs.Cli;

/// <summary><c>dagrs check</c>: all problems of a file; silent when there is none. Runs nothing.</summary>
internal static class CheckCommand
{
    public static Command Create(FileOptions file)
    {
        var command = new Command("check", "Report every problem of the file and run nothing.");
        command.SetAction(arguments =>
        {
            Resolver.Resolve(file.Read(arguments));
            return ExitCode.Success;
        });
        return command;
    }
}
