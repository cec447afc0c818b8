namespace Dagrs.Core.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
/// <param name="parent">The folder that it is in.</param>
internal sealed class TemporaryFolder(string? parent = null) : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), $"dagrs-test-{Guid.NewGuid():N}")).FullName;

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text, bool isExecutable = false)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (isExecutable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
