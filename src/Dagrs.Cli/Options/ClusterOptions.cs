using System.CommandLine;
using Dagrs.Console;
using Dagrs.Core.Model;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Options;

/// <summary>The option for the folder shared by a run and the nodes of a cluster. It does not know what is in it.</summary>
/// <param name="file">The default is beside this file.</param>
internal sealed class ClusterOptions(TaskFileOptions file)
{
    private const string Name = "--run-dir";

    private readonly Option<string?> _folder = new(Name)
    {
        Description = "with --executor slurm: a folder shared by this machine and the nodes (default: .dagrs/slurm beside the file)",
        HelpName = "DIR",
    };

    public void AddTo(Command command) => command.Options.Add(_folder);

    /// <summary>The full path of the parent folder of runs; to be called before the working directory changes.</summary>
    /// <exception cref="UsageException">The command line names no folder.</exception>
    public string FolderOf(ParseResult arguments) => arguments.GetValue(_folder) switch
    {
        "" => throw new UsageException(ExitCode.BadCommandLine, $"{Name} needs a folder"),
        { } folder => WorkingFolder.FullPath(folder),
        null => Path.Combine(file.Folder is "" ? Environment.CurrentDirectory : file.Folder, ".dagrs", "slurm"),
    };
}
