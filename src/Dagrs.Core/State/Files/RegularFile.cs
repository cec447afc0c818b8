namespace Dagrs.Core.State.Files;

/// <summary>Reads what should be a file of dagrs' own and may be anything: a pipe or a device in its place is never opened, as that might wait for ever.</summary>
internal static class RegularFile
{
    /// <summary>What stands in it.</summary>
    /// <exception cref="IOException">It is not there, is no file, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadAll(string path)
    {
        Demand(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Throws when there is nothing at a path, or something else than a file.</summary>
    /// <exception cref="IOException">So it is.</exception>
    public static void Demand(string path)
    {
        switch (FileStamps.OfSystem.Ask(path, follow: true, out var stamp))
        {
            case StampAnswer.Absent:
                throw new FileNotFoundException("there is no such file", path);
            case StampAnswer.Found when stamp.Kind != FileKind.File:
                throw new IOException($"'{path}' is no file");
        }
    }
}
