using System.Globalization;
using System.Text;
using Blake3;
using Dagrs.Core.Model;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State;

/// <summary>The folder that stores the state of one task file: where it is, and whether this dagrs may use it. It does not know what is in it.</summary>
/// <param name="path">Its full path; it need not exist.</param>
internal sealed class StateFolder(string path)
{
    /// <summary>The permissions of every folder and file of the state: for its owner alone.</summary>
    public const UnixFileMode ModeOfFolders = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <inheritdoc cref="ModeOfFolders"/>
    public const UnixFileMode ModeOfFiles = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The version of the format. A folder with a higher one is left alone.</summary>
    public const int Format = 1;

    private const int LongestName = 150; // bytes of the file's name; with the hash it stays below the limit for names
    private const int HashLength = 16; // hexadecimal digits
    private const int LongestFormat = 20; // bytes

    /// <summary>Its full path.</summary>
    public string Path { get; } = path;

    /// <summary>The folder of the runs.</summary>
    public string Runs => System.IO.Path.Combine(Path, "runs");

    private string FormatFile => System.IO.Path.Combine(Path, "format");

    /// <summary>The default location of the state of a file.</summary>
    /// <param name="file">A path of the file.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <param name="problem">Why there is no such folder; null: there is one, or the file has no lasting path (a pipe).</param>
    /// <returns>Null: there is none.</returns>
    public static StateFolder? Of(string file, Func<string, string?> variable, out string? problem)
    {
        problem = null;
        if (RealPath.Of(file) is not { } real)
        {
            return null;
        }

        if (Home(variable) is not { } home)
        {
            problem = "neither XDG_STATE_HOME nor HOME names a folder";
            return null;
        }

        return new(System.IO.Path.Combine(home, "dagrs", NameOf(real)));
    }

    /// <summary>Creates the folder if needed, and checks whether it may be used. Cheap when it exists.</summary>
    /// <returns>Why it may not be used; null: it may.</returns>
    public string? TryMake()
    {
        try
        {
            if (ReadFormat() is { } format)
            {
                return format <= Format ? null : $"'{OneLine.Of(Path)}' was written by a newer version of dagrs";
            }

            Make(Runs);
            File.WriteAllText(FormatFile, string.Create(CultureInfo.InvariantCulture, $"{Format}\n"));
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"'{OneLine.Of(Path)}' cannot be written: {SystemReason.Of(wrong)}";
        }
    }

    /// <summary>Checks whether its contents may be read. A missing folder counts as empty.</summary>
    /// <returns>Why not; null: they may.</returns>
    public string? WhyUnreadable()
    {
        try
        {
            return ReadFormat() is > Format ? $"'{OneLine.Of(Path)}' was written by a newer version of dagrs" : null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return $"'{OneLine.Of(Path)}' cannot be read: {SystemReason.Of(wrong)}";
        }
    }

    /// <summary>Creates a folder and its missing parents, for the owner alone.</summary>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (!Directory.Exists(folder))
        {
            if (System.IO.Path.GetDirectoryName(folder) is { } above)
            {
                Make(above);
            }

            Directory.CreateDirectory(folder, ModeOfFolders); // only the last level gets the mode
        }
    }

    /// <summary>
    /// Opens a file for writing; a new one is for the owner alone. Others may read and delete it meanwhile: locks are separate, by the kernel.
    /// </summary>
    public static FileStream Create(string path, FileMode mode)
    {
        var how = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            (how.UnixCreateMode, how.Share) = (ModeOfFiles, FileShare.ReadWrite | FileShare.Delete); // else .NET locks it itself
        }

        return new FileStream(path, how); // write-only would block on a pipe in its place until somebody reads
    }

    // Null when none is written, or it is torn.
    private int? ReadFormat()
    {
        try
        {
            RegularFile.Demand(FormatFile);
            using var file = new FileStream(FormatFile, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            Span<byte> text = stackalloc byte[LongestFormat];
            return file.CanSeek && int.TryParse(text[..file.ReadAtLeast(text, LongestFormat, throwOnEndOfStream: false)].Trim(" \r\n"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string? Home(Func<string, string?> variable)
    {
        if (variable("XDG_STATE_HOME") is { Length: > 0 } state && System.IO.Path.IsPathFullyQualified(state))
        {
            return state;
        }

        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } data ? data : null;
        }

        var home = variable("HOME") is { Length: > 0 } given ? given : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return System.IO.Path.IsPathFullyQualified(home) ? System.IO.Path.Combine(home, ".local", "state") : null;
    }

    // The name is for people; the hash distinguishes files with the same name.
    private static string NameOf(ReadOnlySpan<byte> real)
    {
        var name = real[(real.LastIndexOfAny((byte)'/', (byte)'\\') + 1)..];
        var hash = Hasher.Hash(real).ToString()[..HashLength];
        return $"{Encoding.UTF8.GetString(name[..Math.Min(name.Length, LongestName)]).Trim('\uFFFD')}-{hash}";
    }
}
