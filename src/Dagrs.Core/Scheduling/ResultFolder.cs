namespace Dagrs.Core.Scheduling;

/// <summary>Where the tasks of one run write their results: a private folder, created on first use and deleted at the end. Thread-safe.</summary>
internal sealed class ResultFolder : IDisposable
{
    private readonly Lock _gate = new();
    private DirectoryInfo? _folder;
    private int _files;

    /// <summary>A new, empty file that nobody else can read.</summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission denied.</exception>
    public string NewFile()
    {
        lock (_gate)
        {
            _folder ??= Directory.CreateTempSubdirectory("dagrs-results-"); // accessible to its owner only
            var path = Path.Combine(_folder.FullName, $"{++_files}");
            File.Create(path).Dispose();
            return path;
        }
    }

    public void Dispose()
    {
        try
        {
            _folder?.Delete(recursive: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // What a task has put there or removed is its own affair.
        }
    }
}
