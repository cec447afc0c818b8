using Dagrs.Console.Terminals;
using Dagrs.Core.Model;

namespace Dagrs.Console.Recording;

/// <summary>
/// Opens a file that is written during a run: protects spared files, keeps other runs from writing it, and reuses descriptors that are open already.
/// </summary>
/// <param name="role">Its role in the run.</param>
/// <param name="path">The path, as it is used and shown.</param>
/// <param name="spared">Files that must not be overwritten.</param>
internal sealed class TargetFile(FileRole role, string path, IReadOnlyList<SparedFile> spared)
{
    private const int NoSpaceLeft = 28; // ENOSPC

    /// <summary>
    /// Opens a path that is not a regular file; null when it is one. A descriptor that is open already, such as standard output, is reused: it may be a
    /// socket without a name, and a file opened twice would have two write positions.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public Stream? OpenSpecial()
    {
        if (OpenDescriptor.Named(path) is { } descriptor)
        {
            return OpenGiven(descriptor);
        }

        var isSpecial = OperatingSystem.IsLinux() && File.Exists(path) && FileIdentity.Of(path) is null;
        return isSpecial ? new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0) : null;
    }

    /// <summary>Opens a descriptor that this process has inherited.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public Stream OpenGiven(int descriptor)
    {
        Spare(FileIdentity.Of(descriptor));
        return OpenDescriptor.IsGiven(descriptor) ? new DescriptorStream(descriptor) : throw new IOException("no open descriptor there can be written");
    }

    /// <summary>Takes over an open regular file, and empties it unless a standard stream goes there.</summary>
    /// <param name="opened">The file; it stays open.</param>
    /// <param name="standard">The number of the standard stream that goes to the same file; 0: none.</param>
    /// <exception cref="UsageException">It must not be written.</exception>
    public Stream Take(FileStream opened, out int standard)
    {
        var handle = opened.SafeFileHandle;
        var identity = OperatingSystem.IsLinux() ? FileIdentity.Of((int)handle.DangerousGetHandle()) : FileIdentity.Of(path);
        Spare(identity);
        foreach (var descriptor in OpenDescriptor.Standard)
        {
            if (identity is not null && identity == FileIdentity.Of(descriptor))
            {
                standard = descriptor;
                return new DescriptorStream(descriptor);
            }
        }

        standard = 0;
        MakeEmpty(opened);
        return OperatingSystem.IsWindows() ? opened : new DescriptorStream((int)handle.DangerousGetHandle());
    }

    /// <summary>The reason why it cannot be opened, as a command line error.</summary>
    public UsageException Refuse(Exception wrong) =>
        new(wrong.HResult == NoSpaceLeft ? ExitCode.OwnFailure : ExitCode.BadCommandLine, $"cannot write {role.Name} to '{path}': {Why(wrong)}");

    private void MakeEmpty(FileStream opened)
    {
        if (!SoleWriter.TryLock(opened.SafeFileHandle))
        {
            throw new UsageException(ExitCode.BadCommandLine, $"another run of dagrs is writing {role.Name} '{path}'; use another file for {role.Option}");
        }

        SoleWriter.AppendOnly(opened.SafeFileHandle);
        opened.SetLength(0);
    }

    private void Spare(FileIdentity? own)
    {
        foreach (var (identity, name) in spared)
        {
            if (identity is not null && identity == own)
            {
                throw new UsageException(ExitCode.BadCommandLine, $"{role.Name} '{path}' would overwrite {name}");
            }
        }
    }

    private string Why(Exception wrong) => wrong switch
    {
        _ when Directory.Exists(path) => "it is a folder",
        _ when FileAbove(path) is { } file => $"'{OneLine.Of(file)}' is a file, not a folder",
        ArgumentException => "it is not a valid file name",
        _ => SystemReason.Of(wrong),
    };

    // The first component of the path that is not a folder.
    private static string? FileAbove(string path)
    {
        var folder = Path.GetDirectoryName(path);
        while (!string.IsNullOrEmpty(folder) && !File.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return string.IsNullOrEmpty(folder) ? null : folder;
    }
}
