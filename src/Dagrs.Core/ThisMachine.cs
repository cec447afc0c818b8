using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Model;

namespace Dagrs.Core;

/// <summary>This machine, as a file asks for it: its environment, its disk, and the reader of other files. Thread-safe.</summary>
/// <param name="read">Reads a file of tasks.</param>
internal sealed class ThisMachine(Func<string, DagDefinition> read) : IMachine
{
    private const int LargestText = 16 * 1024 * 1024; // bytes of a file of variables

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    public bool Exists(string path)
    {
        path = WorkingFolder.Reach(path);
        return File.Exists(path) || Directory.Exists(path);
    }

    public string? ReadText(string path, out string? problem)
    {
        problem = null;
        try
        {
            path = WorkingFolder.Reach(path);
            if (Directory.Exists(path))
            {
                problem = "is a folder";
                return null;
            }

            if (new FileInfo(path) is { Exists: true, Length: > LargestText })
            {
                problem = $"is larger than {LargestText / 1024 / 1024} MiB";
                return null;
            }

            return Strict.GetString(File.ReadAllBytes(path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (DecoderFallbackException)
        {
            problem = "is not UTF-8";
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problem = wrong is UnauthorizedAccessException ? "may not be read" : "cannot be read";
        }

        return null;
    }

    public DagDefinition Load(string path) => read(path);

    public IReadOnlyList<string> Match(string folder, IReadOnlyList<string> patterns, int most) => FileGlobs.Match(WorkingFolder.FullPath(folder), patterns, most);
}
