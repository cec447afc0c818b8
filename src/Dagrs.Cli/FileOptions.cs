using System.CommandLine;
using Dagrs.Core;
using Dagrs.Core.Definition;

namespace Dagrs.Cli;

/// <summary>The options that say which file is meant; every command that reads one has them.</summary>
internal sealed class FileOptions
{
    private static readonly string[] DefaultNames = ["dagrs.yaml", "dagrs.yml"];

    private readonly Option<string?> _yaml = new("--yaml", "-f")
    {
        Description = "file of tasks, - for standard input (default: dagrs.yaml or dagrs.yml here or in the nearest folder above)",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string?> _directory = new("-C")
    {
        Description = "go to this folder first",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<Endpoints?> _endpoints = Choice.Option<Endpoints?>(
        "--endpoints",
        "with 'single' a second start or end task is an error",
        ("any", Endpoints.Any),
        ("single", Endpoints.ExactlyOne));

    public void AddTo(Command command)
    {
        _endpoints.Recursive = true;
        command.Options.Add(_yaml);
        command.Options.Add(_directory);
        command.Options.Add(_endpoints);
    }

    /// <summary>Goes to the folder that was asked for and reads the file.</summary>
    /// <exception cref="UsageException">There is no such folder, or no file was named and none is found.</exception>
    /// <exception cref="InvalidFileException">The file cannot be read.</exception>
    public DagDefinition Read(ParseResult arguments)
    {
        if (arguments.GetValue(_directory) is { } directory)
        {
            Enter(directory);
        }

        CheckFolder();

        var path = arguments.GetValue(_yaml) ?? FindDefault();
        if (path.Length == 0)
        {
            throw new UsageException(ExitCode.BadCommandLine, "--yaml names no file");
        }

        var definition = path == "-" ? WorkflowFile.Read(Console.OpenStandardInput(), "-") : WorkflowFile.Read(path);
        return arguments.GetValue(_endpoints) is { } endpoints ? definition with { Endpoints = new(endpoints, default) } : definition;
    }

    private static void Enter(string directory)
    {
        try
        {
            Environment.CurrentDirectory = directory;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"cannot go to the folder '{directory}': {WhyNot(directory)}");
        }
    }

    private static void CheckFolder()
    {
        try
        {
            _ = Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            throw new UsageException(ExitCode.BadCommandLine, "the working directory does not exist any more; go to another one, or use -C DIR");
        }
    }

    private static string WhyNot(string directory) =>
        Directory.Exists(directory) ? "permission denied" : File.Exists(directory) ? "it is a file" : "it does not exist";

    private static string FindDefault()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var name in DefaultNames)
            {
                var path = Path.Combine(folder.FullName, name);
                if (File.Exists(path))
                {
                    return Path.GetRelativePath(Environment.CurrentDirectory, path);
                }
            }
        }

        throw new UsageException(ExitCode.BadFile, "there is no dagrs.yaml or dagrs.yml here or in a folder above; name the file with --yaml FILE");
    }
}
