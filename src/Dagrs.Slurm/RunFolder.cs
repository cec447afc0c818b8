using System.Text;

namespace Dagrs.Slurm;

/// <summary>
/// The folder of a run on the file system shared by dagrs and the nodes: the wrapper, what each job runs (<c>commands</c>) and the files it leaves
/// (<c>ends</c>). Only its owner has access. It does not know what jobs are. Thread-safe.
/// </summary>
internal sealed class RunFolder
{
    private const string WrapperName = "wrapper.sh";
    private const int LongestName = 100;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _link; // by which a later run finds it; the folder itself unless it belongs to an earlier run

    private RunFolder(string link, string folder) => (_link, Path) = (link, folder);

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The run that the names of its jobs contain: the first one that used the folder.</summary>
    public string Run => System.IO.Path.GetFileName(Path);

    /// <summary>The script passed to <c>sbatch</c>.</summary>
    public string Wrapper => System.IO.Path.Combine(Path, WrapperName);

    /// <summary>Where jobs write their output and exit records.</summary>
    public string Ends => System.IO.Path.Combine(Path, "ends");

    private string Commands => System.IO.Path.Combine(Path, "commands");

    /// <summary>Creates the folder of a run; a resumed run takes over the earlier run's, if that still exists.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static RunFolder Open(string parent, string run, string? goesOn)
    {
        _ = Directory.CreateDirectory(parent);
        var own = System.IO.Path.Combine(parent, run);
        if (goesOn is not null && new DirectoryInfo(System.IO.Path.Combine(parent, goesOn)) is { Exists: true } earlier)
        {
            var target = earlier.LinkTarget ?? earlier.Name;
            _ = Directory.CreateSymbolicLink(own, target);
            return new(own, System.IO.Path.Combine(parent, target));
        }

        var folder = new RunFolder(own, own);
        _ = Directory.CreateDirectory(own, OwnerOnly);
        _ = Directory.CreateDirectory(folder.Commands, OwnerOnly);
        _ = Directory.CreateDirectory(folder.Ends, OwnerOnly);
        using var source = typeof(RunFolder).Assembly.GetManifestResourceStream("slurm.wrapper.sh")!;
        using var wrapper = OwnFile(folder.Wrapper);
        source.CopyTo(wrapper);
        return folder;
    }

    /// <summary>The base name of a submission's files: the id of its task, as far as a file name allows.</summary>
    /// <param name="task">The id of the task.</param>
    /// <param name="number">Which submission of the task it is, from 1.</param>
    public static string NameOf(string task, int number)
    {
        var name = Uri.EscapeDataString(task);
        if (name.Length > LongestName)
        {
            name = name[..LongestName] + "~" + Blake3.Hasher.Hash(Encoding.UTF8.GetBytes(task)).ToString()[..16];
        }

        return $"{name}.{number}";
    }

    /// <summary>The number of the last submission of a task, including those that are over; each name is used once.</summary>
    public int LastNumberOf(string task)
    {
        var start = NameOf(task, 1)[..^1];
        var last = 0;
        foreach (var file in Directory.EnumerateFiles(Commands, start + "*"))
        {
            var name = System.IO.Path.GetFileName(file);
            if (name.StartsWith(start, StringComparison.Ordinal) && int.TryParse(name.AsSpan(start.Length), out var number))
            {
                last = Math.Max(last, number);
            }
        }

        return last;
    }

    /// <summary>Writes what a job runs.</summary>
    public void WriteCommand(string name, JobCommand command)
    {
        using var file = OwnFile(System.IO.Path.Combine(Commands, name));
        file.Write(command.Script);
    }

    /// <summary>The key of the command that a submission ran; null: there was none.</summary>
    public string? KeyOf(string name)
    {
        try
        {
            using var reader = new StreamReader(System.IO.Path.Combine(Commands, name));
            return JobCommand.KeyIn(reader.ReadLine());
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The path of a file that a job leaves.</summary>
    public string End(string name, string kind) => System.IO.Path.Combine(Ends, $"{name}.{kind}");

    /// <summary>The contents of a file that a job leaves; null: it does not exist (yet).</summary>
    public byte[]? ReadEnd(string name, string kind)
    {
        try
        {
            return File.ReadAllBytes(End(name, kind));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Creates an empty file for a job to write.</summary>
    public void PrepareEnd(string name, string kind) => OwnFile(End(name, kind)).Dispose();

    /// <summary>Deletes the files of a submission that is over, but remembers that there was one.</summary>
    public void Forget(string name)
    {
        Try(() => OwnFile(System.IO.Path.Combine(Commands, name)).Dispose());
        foreach (var file in (ReadOnlySpan<string>)[End(name, "exit"), End(name, "out"), End(name, "err"), End(name, "results"), End(name, "missing")])
        {
            Try(() => File.Delete(file));
        }
    }

    /// <summary>Deletes the folder, when the run is over and none of its jobs is left.</summary>
    public void Remove()
    {
        Try(() => Directory.Delete(Path, recursive: true));
        if (_link != Path)
        {
            Try(() => File.Delete(_link));
        }

        // Also its parent folders, unless another run uses them; folders that users have made have other names.
        var parent = Directory.GetParent(Path)!;
        Try(parent.Delete);
        if (parent.Parent is { Name: ".dagrs" } own)
        {
            Try(own.Delete);
        }
    }

    private static FileStream OwnFile(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });

    private static void Try(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // It is gone, or somebody else has put something there.
        }
    }
}
