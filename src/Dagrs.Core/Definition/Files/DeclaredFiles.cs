namespace Dagrs.Core.Definition.Files;

/// <summary>What one task declares that it reads and writes, as far as known before a run.</summary>
/// <param name="Task">The task, by its position.</param>
/// <param name="Inputs">What it reads.</param>
/// <param name="Outputs">What it writes.</param>
internal sealed record DeclaredFiles(int Task, PathPattern[] Inputs, PathPattern[] Outputs)
{
    /// <summary>True when patterns match a path: the last one that says anything about it decides.</summary>
    public static bool Means(PathPattern[] patterns, string path)
    {
        for (var i = patterns.Length - 1; i >= 0; i--)
        {
            if (patterns[i].Matches(path))
            {
                return !patterns[i].Excludes;
            }
        }

        return false;
    }
}
