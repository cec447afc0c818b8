using System.IO.Compression;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>
/// Writes a report to its file by an atomic rename, so that nobody reads half of one, and an older report survives if the new
/// one cannot be written. Missing folders are created.
/// </summary>
internal static class ReportFile
{
    private const int BufferSize = 64 * 1024;
    private const string FilesInMemory = "/dev/shm/";

    private static readonly string[] DeviceFolders = ["/dev/", "/proc/"];

    /// <param name="kind">The kind of report.</param>
    /// <param name="path">The file.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public static void Write(ReportKind kind, string path, RecordedRun run)
    {
        path = new FileInfo(path).LinkTarget is null ? Path.GetFullPath(path) : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder");
        }

        if (OpenSpecial(path) is { } special)
        {
            WriteTo(special, kind, path, run);
            return;
        }

        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var aside = Path.Combine(folder, $".dagrs-{RandomId.New()[..16]}.tmp");
        try
        {
            WriteTo(new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0), kind, path, run);
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            TryDelete(aside);
            throw;
        }
    }

    /// <summary>Writes a report to an open stream, and closes it.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    /// <param name="target">The stream.</param>
    public static void WriteTo(Stream target, ReportKind kind, string path, RecordedRun run)
    {
        using var buffer = new BufferedStream(target, BufferSize);
        if (kind.MayBePacked && path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            using var packed = new GZipStream(buffer, CompressionLevel.Optimal);
            kind.Write(run, packed);
        }
        else
        {
            kind.Write(run, buffer);
        }
    }

    // Pipes and devices cannot be left half written, and must not be replaced by a file.
    private static FileStream? OpenSpecial(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return null;
        }

        var isDevice = Array.Exists(DeviceFolders, folder => path.StartsWith(folder, StringComparison.Ordinal)) && !path.StartsWith(FilesInMemory, StringComparison.Ordinal);
        if (!isDevice && new FileInfo(path).Length > 0)
        {
            return null;
        }

        var opened = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (isDevice || !opened.CanSeek)
        {
            return opened;
        }

        opened.Dispose();
        return null;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
        }
    }
}
