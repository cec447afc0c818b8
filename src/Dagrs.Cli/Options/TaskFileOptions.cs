using System.CommandLine;
using System.CommandLine.Completions;
using Dagrs.Cli.Telling;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Recording;
using Dagrs.Core;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.State;
using Microsoft.Win32.SafeHandles;
using SecretValues = Dagrs.Core.Model.SecretValues;
using WorkingFolder = Dagrs.Core.Model.WorkingFolder;

namespace Dagrs.Cli.Options;

/// <summary>The options that say which file is meant; every command that reads one has them.</summary>
internal sealed class TaskFileOptions
{
    /// <summary>The name that a file has when nothing else is said.</summary>
    public const string DefaultName = "dagrs.yaml";

    private static readonly string[] DefaultNames = [DefaultName, "dagrs.yml"];

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

    private bool _hasEntered;

    public void AddTo(Command command)
    {
        _endpoints.Recursive = true;
        command.Options.Add(_yaml);
        command.Options.Add(_directory);
        command.Options.Add(_endpoints);
    }

    /// <summary>The folder above in which the file was found that was read; null when it was named or is in the folder where the user is.</summary>
    public string? FolderAbove { get; private set; }

    /// <summary>The file that is meant, as the user gave it or as it was found; null: that is not known yet.</summary>
    public string? Meant { get; private set; }

    /// <summary>The full path of the folder of the file that was read.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>Goes to the folder that was asked for and reads the file. Says so where the command hides a task of its name.</summary>
    /// <exception cref="UsageException">There is no such folder, or no file was named and none is found.</exception>
    /// <exception cref="InvalidFileException">The file cannot be read.</exception>
    public DagDefinition Read(ParseResult arguments)
    {
        var definition = ReadQuietly(arguments);
        ShadowedTask.Tell(arguments, definition);
        return definition;
    }

    /// <summary>The file, for a command that needs none; null: none was named, and there is none.</summary>
    /// <exception cref="UsageException">There is no folder as it was asked for.</exception>
    /// <exception cref="InvalidFileException">The file cannot be read.</exception>
    public DagDefinition? ReadIfThere(ParseResult arguments)
    {
        try
        {
            return Read(arguments);
        }
        catch (NoFileException)
        {
            return null;
        }
    }

    /// <summary>For a command line that is wrong: learns, where the file can be read, what must not be repeated of it.</summary>
    public void LearnSecrets(ParseResult arguments)
    {
        try
        {
            // Whatever comes of standard input is not for this.
            _ = Named(arguments) == "-" ? null : ReadQuietly(arguments);
        }
        catch (Exception wrong) when (wrong is InvalidFileException or UsageException or InvalidOperationException)
        {
        }
    }

    /// <summary>For a command that needs no file: says so where there is one and the command hides a task of its name.</summary>
    public void TellShadowedTask(ParseResult arguments)
    {
        try
        {
            if (Named(arguments) != "-")
            {
                Read(arguments);
            }
        }
        catch (Exception none) when (none is InvalidFileException or UsageException)
        {
        }
    }

    private DagDefinition ReadQuietly(ParseResult arguments)
    {
        EnterFolder(arguments);
        return ReadFrom(arguments, Meant = Named(arguments) ?? FindDefault());
    }

    /// <summary>Reads the file again that was read, from the folder from which that was.</summary>
    /// <exception cref="InvalidFileException">The file cannot be read.</exception>
    public DagDefinition ReadAgain(ParseResult arguments) => ReadFrom(arguments, Meant!);

    /// <summary>Called when it is known which file is read, before it is, and says what saves parsing it, if anything does; null: nobody wants to know.</summary>
    public Func<string, ParsedFile?>? WhenFound { get; set; }

    private DagDefinition ReadFrom(ParseResult arguments, string path)
    {
        var parsed = WhenFound?.Invoke(path);
        var definition = path == "-" ? WorkflowFile.Read(OpenStandardInput(), "-")
            : parsed is null ? WorkflowFile.Read(WorkingFolder.Reach(path), path)
            : WorkflowFile.Read(WorkingFolder.Reach(path), path, parsed);
        SecretFinder.Find(definition, Given.Nothing);
        SecretValues.OfProgram = definition.SecretValues;
        Folder = path == "-" ? Environment.CurrentDirectory : Path.GetDirectoryName(WorkingFolder.FullPath(path)) ?? "/";
        return arguments.GetValue(_endpoints) is { } endpoints ? definition with { Endpoints = new(endpoints, default) } : definition;
    }

    /// <summary>Which plain file a command line means that may be wrong; null when it is none.</summary>
    public FileIdentity? Identify(ParseResult arguments)
    {
        try
        {
            EnterFolder(arguments);
            var path = Meant = Named(arguments) ?? Meant ?? FindDefault();
            return path == "-" ? FileIdentity.Of(descriptor: 0) : FileIdentity.Of(WorkingFolder.Reach(path));
        }
        catch (Exception wrong) when (wrong is UsageException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Which plain file it was read from; null when it was none.</summary>
    public static FileIdentity? Identify(DagDefinition definition) =>
        definition.Source.Path == "-" ? FileIdentity.Of(descriptor: 0) : FileIdentity.Of(WorkingFolder.Reach(definition.Source.Path));

    // The console's own stream would make a terminal ready for keys.
    public static Stream OpenStandardInput() =>
        OperatingSystem.IsWindows() ? System.Console.OpenStandardInput() : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    /// <summary>Goes to the folder that was asked for and says which file the command line means, which is not read and may be wrong.</summary>
    /// <exception cref="UsageException">There is no such folder, or no file was named and none is found.</exception>
    public string MeantBy(ParseResult arguments)
    {
        EnterFolder(arguments);
        return Meant = Named(arguments) ?? FindDefault();
    }

    /// <summary>Goes to the folder that was asked for and says which file is to be made there.</summary>
    /// <exception cref="UsageException">There is no such folder, or standard input was named.</exception>
    public string NewFile(ParseResult arguments)
    {
        EnterFolder(arguments);
        return Named(arguments) switch
        {
            null => DefaultNames.FirstOrDefault(File.Exists) ?? DefaultName,
            "-" => throw new UsageException(ExitCode.BadCommandLine, "standard input is no place for a new file"),
            var path => path,
        };
    }

    /// <summary>The file that a command line not yet finished means; null when it cannot be read.</summary>
    public DagDefinition? ReadForCompletion(CompletionContext context)
    {
        try
        {
            // Reading standard input would wait for the keys that are being pressed.
            return Named(context.ParseResult) == "-" ? null : ReadQuietly(context.ParseResult);
        }
        catch (Exception wrong) when (wrong is InvalidFileException or UsageException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The ids and tags of the file that a command line not yet finished means; none when it cannot be read.</summary>
    public IEnumerable<CompletionItem> CompleteTasks(CompletionContext context)
    {
        var tasks = ReadForCompletion(context) is { } definition ? Resolver.KnownOf(definition).Tasks : [];
        var tags = tasks.SelectMany(task => task.Tags, (task, tag) => new Tagged(tag.Value, task.Id.Value)).GroupBy(tagged => tagged.Tag, tagged => tagged.Id);
        return tasks.Select(task => new CompletionItem(task.Id.Value, detail: task.Summary ?? task.Name))
            .Concat(tags.Select(tag => new CompletionItem($"tag:{tag.Key}", detail: string.Join(", ", tag))));
    }

    private string? Named(ParseResult arguments) => arguments.GetValue(_yaml) is { } path
        ? path.Length > 0 ? path : throw new UsageException(ExitCode.BadCommandLine, "--yaml names no file")
        : null;

    /// <summary>Goes to the folder that was asked for, once.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public void EnterFolder(ParseResult arguments)
    {
        if (arguments.GetValue(_directory) is { } directory && !_hasEntered)
        {
            Enter(directory);
            _hasEntered = true; // a relative one leads there only once
        }

        CheckFolder();
    }

    private static void Enter(string directory)
    {
        try
        {
            Environment.CurrentDirectory = WorkingFolder.Reach(directory);
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

    private string FindDefault()
    {
        if (WorkingFolder.IsUnnameable(Environment.CurrentDirectory) && DefaultNames.FirstOrDefault(name => File.Exists(WorkingFolder.Reach(name))) is { } here)
        {
            return here;
        }

        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var name in DefaultNames)
            {
                var path = Path.Combine(folder.FullName, name);
                if (File.Exists(path))
                {
                    FolderAbove = folder.FullName == Environment.CurrentDirectory ? null : folder.FullName;
                    return Path.GetRelativePath(Environment.CurrentDirectory, path);
                }
            }
        }

        throw new NoFileException("there is no dagrs.yaml or dagrs.yml here or in a folder above; name the file with --yaml FILE, or let 'dagrs init' write one");
    }

    private sealed record Tagged(string Tag, string Id);
}
