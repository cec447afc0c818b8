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

/// <summary>The options that select the task file; every command that reads one has them.</summary>
internal sealed class TaskFileOptions
{
    /// <summary>The default name of the file.</summary>
    public const string DefaultName = "dagrs.yaml";

    private static readonly string[] DefaultNames = [DefaultName, "dagrs.yml"];

    private readonly Option<string?> _yaml = new("--yaml", "-f")
    {
        Description = "task file, - for standard input (default: dagrs.yaml or dagrs.yml here or in the nearest parent folder)",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string?> _directory = new("-C")
    {
        Description = "change to this folder first",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<Endpoints?> _endpoints = Choice.Option<Endpoints?>(
        "--endpoints",
        "'single': a second start or end task is an error",
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

    /// <summary>The parent folder in which the file was found; null when it was named or is in the user's working directory.</summary>
    public string? FolderAbove { get; private set; }

    /// <summary>The selected file, as the user gave it or as it was found; null: not known yet.</summary>
    public string? Meant { get; private set; }

    /// <summary>The full path of the folder of the file that was read.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>Changes to the requested folder and reads the file. Warns where a task is shadowed by the command of the same name.</summary>
    /// <exception cref="UsageException">There is no such folder, or no file was named and none is found.</exception>
    /// <exception cref="InvalidFileException">The file cannot be read.</exception>
    public DagDefinition Read(ParseResult arguments)
    {
        var definition = ReadQuietly(arguments);
        ShadowedTask.Tell(arguments, definition);
        return definition;
    }

    /// <summary>Reads the file for a command that needs none; null: none was named, and there is none.</summary>
    /// <exception cref="UsageException">The requested folder does not exist.</exception>
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

    /// <summary>For an invalid command line: reads the file, if possible, to learn which secrets must be masked in messages.</summary>
    public void LearnSecrets(ParseResult arguments)
    {
        try
        {
            // Standard input must not be consumed for this.
            _ = Named(arguments) == "-" ? null : ReadQuietly(arguments);
        }
        catch (Exception wrong) when (wrong is InvalidFileException or UsageException or InvalidOperationException)
        {
        }
    }

    /// <summary>For a command that needs no file: warns if there is one with a task that the command shadows.</summary>
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

    /// <summary>Reads the same file again, from the folder from which it was read.</summary>
    /// <exception cref="InvalidFileException">The file cannot be read.</exception>
    public DagDefinition ReadAgain(ParseResult arguments) => ReadFrom(arguments, Meant!);

    /// <summary>Called when the path of the file is known, before it is read; returns its parse cache, if there is one. Null: not needed.</summary>
    public Func<string, ParsedFile?>? WhenFound { get; set; }

    private DagDefinition ReadFrom(ParseResult arguments, string path)
    {
        var parsed = WhenFound?.Invoke(path);
        var definition = path == "-" ? WorkflowFile.Read(OpenStandardInput(), "-")
            : parsed is null ? WorkflowFile.Read(WorkingFolder.Reach(path), path)
            : WorkflowFile.Read(WorkingFolder.Reach(path), path, parsed);
        SecretFinder.Find(definition, RunInput.Nothing);
        SecretValues.OfProgram = definition.SecretValues;
        Folder = path == "-" ? Environment.CurrentDirectory : Path.GetDirectoryName(WorkingFolder.FullPath(path)) ?? "/";
        return arguments.GetValue(_endpoints) is { } endpoints ? definition with { Endpoints = new(endpoints, default) } : definition;
    }

    /// <summary>The identity of the regular file that a possibly invalid command line names; null when it is none.</summary>
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

    /// <summary>The identity of the regular file that it was read from; null when it was none.</summary>
    public static FileIdentity? Identify(DagDefinition definition) =>
        definition.Source.Path == "-" ? FileIdentity.Of(descriptor: 0) : FileIdentity.Of(WorkingFolder.Reach(definition.Source.Path));

    // The console's own stream would change the mode of a terminal.
    public static Stream OpenStandardInput() =>
        OperatingSystem.IsWindows() ? System.Console.OpenStandardInput() : new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    /// <summary>Changes to the requested folder and returns the file that the command line names, which is not read and may be invalid.</summary>
    /// <exception cref="UsageException">There is no such folder, or no file was named and none is found.</exception>
    public string MeantBy(ParseResult arguments)
    {
        EnterFolder(arguments);
        return Meant = Named(arguments) ?? FindDefault();
    }

    /// <summary>Changes to the requested folder and returns the path of the file to create there.</summary>
    /// <exception cref="UsageException">There is no such folder, or standard input was named.</exception>
    public string NewFile(ParseResult arguments)
    {
        EnterFolder(arguments);
        return Named(arguments) switch
        {
            null => DefaultNames.FirstOrDefault(File.Exists) ?? DefaultName,
            "-" => throw new UsageException(ExitCode.BadCommandLine, "a new file cannot go to standard input"),
            var path => path,
        };
    }

    /// <summary>Reads the file of an unfinished command line; null when it cannot be read.</summary>
    public DagDefinition? ReadForCompletion(CompletionContext context)
    {
        try
        {
            // Reading standard input would swallow the user's keystrokes.
            return Named(context.ParseResult) == "-" ? null : ReadQuietly(context.ParseResult);
        }
        catch (Exception wrong) when (wrong is InvalidFileException or UsageException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The ids and tags in the file of an unfinished command line; none when it cannot be read.</summary>
    public IEnumerable<CompletionItem> CompleteTasks(CompletionContext context)
    {
        var tasks = ReadForCompletion(context) is { } definition ? Resolver.KnownOf(definition).Tasks : [];
        var tags = tasks.SelectMany(task => task.Tags, (task, tag) => new Tagged(tag.Value, task.Id.Value)).GroupBy(tagged => tagged.Tag, tagged => tagged.Id);
        return tasks.Select(task => new CompletionItem(task.Id.Value, detail: task.Summary ?? task.Name))
            .Concat(tags.Select(tag => new CompletionItem($"tag:{tag.Key}", detail: string.Join(", ", tag))));
    }

    private string? Named(ParseResult arguments) => arguments.GetValue(_yaml) is { } path
        ? path.Length > 0 ? path : throw new UsageException(ExitCode.BadCommandLine, "--yaml needs a file")
        : null;

    /// <summary>Changes to the requested folder, once.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public void EnterFolder(ParseResult arguments)
    {
        if (arguments.GetValue(_directory) is { } directory && !_hasEntered)
        {
            Enter(directory);
            _hasEntered = true; // a relative path must be followed only once
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
            throw new UsageException(ExitCode.BadCommandLine, $"cannot change to the folder '{directory}': {WhyNot(directory)}");
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
            throw new UsageException(ExitCode.BadCommandLine, "the working directory no longer exists; change to another one, or use -C DIR");
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

        throw new NoFileException("there is no dagrs.yaml or dagrs.yml here or in a parent folder; name the file with --yaml FILE, or create one with 'dagrs init'");
    }

    private sealed record Tagged(string Tag, string Id);
}
