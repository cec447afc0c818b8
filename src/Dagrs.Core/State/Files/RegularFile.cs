namespace Dagrs.Core.State.Files;

/// <summary>Reads files of dagrs' own. If a pipe or a device is in the place of one, it is never opened, since that could block forever.</summary>
internal static class RegularFile
{
    /// <summary>The contents of the file.</summary>
    /// <exception cref="IOException">It does not exist, is not a regular file, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission is denied.</exception>
    public static byte[] ReadAll(string path)
    {
        Demand(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>Checks that there is a regular file at a path.</summary>
    /// <exception cref="IOException">There is not.</exception>
    public static void Demand(string path)
    {
        switch (FileStamps.OfSystem.Ask(path, follow: true, out var stamp))
        {
            case StampAnswer.Absent:
                throw new FileNotFoundException("no such file", path);
            case StampAnswer.Found when stamp.Kind != FileKind.File:
                throw new IOException($"'{path}' is not a regular file");
        }
    }
}
