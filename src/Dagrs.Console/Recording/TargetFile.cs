using Dagrs.Console.Terminals;
using Dagrs.Core.Model;

namespace Dagrs.Console.Recording;

/// <summary>Opens what is written to while a run goes on: spares files that must stay, lets no other run write there, keeps what is open already as it is.</summary>
/// <param name="role">What it is to the run.</param>
/// <param name="path">The path, as it is used and shown.</param>
/// <param name="spared">What must not be overwritten.</param>
internal sealed class TargetFile(FileRole role, string path, IReadOnlyList<SparedFile> spared)
{
    private const int NoSpaceLeft = 28; // ENOSPC

    /// <summary>
    /// What is no plain file, opened; null when it is one. What we have open already, such as standard output, may be a socket that has no name, and
    /// opened once more a file would be written at two places.
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

    /// <summary>A descriptor that this process was started with.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public Stream OpenGiven(int descriptor)
    {
        Spare(FileIdentity.Of(descriptor));
        return OpenDescriptor.IsGiven(descriptor) ? new DescriptorStream(descriptor) : throw new IOException("nothing that can be written is open there");
    }

    /// <summary>What an opened plain file is written through; it is empty then.</summary>
    /// <param name="opened">The file; it stays open.</param>
    /// <param name="standard">The number of the standard stream that goes to the same file; 0: none does.</param>
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

    /// <summary>Why it cannot be opened, as an error of the command line.</summary>
    public UsageException Refuse(Exception wrong) =>
        new(wrong.HResult == NoSpaceLeft ? ExitCode.OwnFailure : ExitCode.BadCommandLine, $"cannot write {role.Name} to '{path}': {Why(wrong)}");

    private void MakeEmpty(FileStream opened)
    {
        if (!SoleWriter.TryLock(opened.SafeFileHandle))
        {
            throw new UsageException(ExitCode.BadCommandLine, $"another run of dagrs writes {role.Name} '{path}'; give this one another {role.Option}");
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
        ArgumentException => "that cannot be the name of a file",
        _ => SystemReason.Of(wrong),
    };

    // Of the folders in the path the one that is none.
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
