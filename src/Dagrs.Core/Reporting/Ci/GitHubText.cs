namespace Dagrs.Core.Reporting.Ci;

/// <summary>Escapes text inside GitHub's workflow commands. It knows no command. Source: docs.github.com, "Workflow commands for GitHub Actions".</summary>
internal static class GitHubText
{
    /// <summary>The text after the second pair of colons.</summary>
    public static string Data(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
    }

    /// <summary>The value of a property, which a colon or comma would end.</summary>
    public static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    /// <summary>A path for an annotation: relative to the folder of <c>GITHUB_WORKSPACE</c> when it lies inside.</summary>
    /// <param name="path">The path, absolute or relative to the current folder.</param>
    /// <param name="workspace">That folder; null: the path stays as it is.</param>
    public static string FromWorkspace(string path, string? workspace)
    {
        if (workspace is null)
        {
            return path;
        }

        var relative = Path.GetRelativePath(workspace, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
