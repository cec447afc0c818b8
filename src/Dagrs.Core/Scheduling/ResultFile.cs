using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// What a task writes to the file named by <c>DAGRS_RESULTS</c>: lines <c>name=value</c>, or blocks from <c>name&lt;&lt;END</c> to <c>END</c>, as in
/// the file named by GitHub's <c>GITHUB_OUTPUT</c> (docs.github.com, "Workflow commands"). If a name is repeated, the last one counts.
/// </summary>
internal static class ResultFile
{
    /// <summary>The largest allowed size in bytes.</summary>
    public const int Most = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a result file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="declared">The names that must be present; no others are allowed.</param>
    /// <param name="problem">What is wrong, phrased to follow the name of the task; null: nothing.</param>
    public static IReadOnlyDictionary<string, string>? Read(string path, IReadOnlyList<string> declared, out string? problem)
    {
        try
        {
            // A file of size 0 is not opened: it may be a pipe, and reading one without a writer would never return.
            var file = new FileInfo(path) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } target ? new FileInfo(target.FullName) : new FileInfo(path);
            if (file.Length > Most)
            {
                problem = $"gave {file.Length} bytes of results; at most {Most} are allowed";
                return null;
            }

            return Read(file.Length == 0 ? [] : ReadBytes(file), declared, out problem);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            problem = "gave no results: the file that DAGRS_RESULTS names is gone, or cannot be read";
            return null;
        }
    }

    // Reads no more than the size checked before.
    private static byte[] ReadBytes(FileInfo file)
    {
        var bytes = new byte[file.Length];
        using var stream = file.OpenRead();
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>Parses the bytes of such a file.</summary>
    public static IReadOnlyDictionary<string, string>? Read(byte[] bytes, IReadOnlyList<string> declared, out string? problem)
    {
        var results = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            problem = Read(Strict.GetString(bytes), results);
        }
        catch (DecoderFallbackException)
        {
            problem = "gave results that are not UTF-8";
        }

        problem ??= results.Keys.FirstOrDefault(name => !declared.Contains(name)) is { } other
            ? $"gave a result {Quote(other)} that it does not declare" + (Suggestion.For(other, declared) is { } near ? $"; did you mean {Quote(near)}?" : "")
            : null;
        problem ??= declared.FirstOrDefault(name => !results.ContainsKey(name)) is { } missing ? $"gave no result {Quote(missing)}" : null;
        return problem is null ? results : null;
    }

    private static string? Read(string text, Dictionary<string, string> results)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            var equal = line.IndexOf('=', StringComparison.Ordinal);
            var block = line.IndexOf("<<", StringComparison.Ordinal);
            if (line.Trim().Length == 0)
            {
                continue;
            }

            if (block > 0 && (equal < 0 || block < equal))
            {
                var end = line[(block + 2)..];
                var last = Array.FindIndex(lines, i + 1, other => other.TrimEnd('\r') == end);
                if (end.Length == 0 || last < 0)
                {
                    return $"gave a result {Quote(line[..block])} without its end: there is no line {Quote(end)}";
                }

                results[line[..block]] = string.Join('\n', lines[(i + 1)..last].Select(part => part.TrimEnd('\r')));
                i = last;
            }
            else if (equal > 0)
            {
                results[line[..equal]] = line[(equal + 1)..];
            }
            else
            {
                return $"gave a malformed result: {Quote(line)} is not name=value";
            }
        }

        return null;
    }

    private static string Quote(string text) => $"'{OneLine.Of(text, 100)}'";
}
