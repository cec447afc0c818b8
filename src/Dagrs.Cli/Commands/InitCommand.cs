using System.Text;
using Dagrs.Cli.Options;
using Dagrs.Console;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Commands;

/// <summary><c>dagrs init</c>: a first file, with comments, that runs. Never touches a file that exists.</summary>
internal static class InitCommand
{
    public static Command Create(TaskFileOptions file)
    {
        var command = new Command("init", "Write a first dagrs.yaml that runs, as a starting point.");
        command.SetAction(arguments =>
        {
            file.TellShadowedTask(arguments);
            var path = file.NewFile(arguments);
            Write(path);
            return Print.Text($"wrote {path}; now try 'dagrs{(path == TaskFileOptions.DefaultName ? "" : $" --yaml {path}")}'\n");
        });
        return command;
    }

    // Creates a new file or fails: it overwrites no existing one, not even one that appears at this very moment.
    private static void Write(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(StarterFile.Text));
        }
        catch (DirectoryNotFoundException)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"cannot write '{path}': its folder does not exist");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"cannot write '{path}': permission denied");
        }
        catch (IOException) when (Path.Exists(path))
        {
            throw new UsageException(ExitCode.BadCommandLine, $"'{path}' already exists and was not changed");
        }
        catch (IOException wrong)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"cannot write '{path}': {SystemReason.Of(wrong)}");
        }
    }
}
