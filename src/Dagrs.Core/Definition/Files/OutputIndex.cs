namespace Dagrs.Core.Definition.Files;

/// <summary>Finds the tasks that write what patterns match, without a scan of all of them for each. It does not know the order of tasks.</summary>
internal sealed class OutputIndex
{
    private const int MostComparisons = 2_000_000; // of patterns with paths; beyond that, problems go unreported

    private readonly List<Output> _outputs = [];
    private readonly Dictionary<string, int> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byFolder = new(StringComparer.Ordinal); // by the folder of the output
    private readonly Dictionary<string, List<string>> _foldersBelow = new(StringComparer.Ordinal);
    private readonly List<int> _globs = [];
    private readonly Dictionary<string, int> _byGlob = new(StringComparer.Ordinal);
    private int _shortest = int.MaxValue;
    private int _comparisons;

    /// <summary>One output pattern of a task.</summary>
    public readonly record struct Output(DeclaredFiles Files, PathPattern Pattern);

    public OutputIndex(List<DeclaredFiles> all)
    {
        foreach (var files in all)
        {
            foreach (var pattern in files.Outputs)
            {
                if (!pattern.Excludes)
                {
                    Add(new(files, pattern));
                }
            }
        }
    }

    /// <summary>True when no task writes anything.</summary>
    public bool IsEmpty => _outputs.Count == 0;

    /// <summary>The outputs that one of several patterns matches, including those of the same task.</summary>
    /// <param name="patterns">All patterns of the task.</param>
    /// <param name="pattern">One of them, which does not exclude.</param>
    /// <param name="found">Gets the outputs; the same task may appear more than once.</param>
    public void Find(PathPattern[] patterns, PathPattern pattern, List<Output> found)
    {
        if (pattern.IsGlob && _byGlob.TryGetValue(pattern.Path, out var same))
        {
            found.Add(_outputs[same]);
        }

        if (!pattern.IsGlob)
        {
            FindAt(patterns, pattern.Path, found);
            FindGlobs(patterns, pattern.Path, found);
        }

        FindAbove(patterns, pattern, found);
        FindBelow(patterns, pattern, found);
    }

    private void Add(Output output)
    {
        var (path, number) = (output.Pattern.Path, _outputs.Count);
        _outputs.Add(output);
        if (output.Pattern.IsGlob)
        {
            _globs.Add(number);
            _byGlob.TryAdd(path, number);
            return;
        }

        _shortest = Math.Min(_shortest, path.Length);
        if (!_byPath.TryAdd(path, number))
        {
            return; // the first one is enough
        }

        var folder = FolderOf(path);
        if (_byFolder.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folder, out var there))
        {
            there.Add(number);
            return;
        }

        var name = folder.ToString();
        _byFolder[name] = [number];
        for (var above = (ReadOnlySpan<char>)name; above.Length > 0; above = FolderOf(above))
        {
            AddFolder(above, name);
        }
    }

    private void AddFolder(ReadOnlySpan<char> above, string folder)
    {
        if (_foldersBelow.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(above, out var below))
        {
            below.Add(folder);
        }
        else
        {
            _foldersBelow[above.ToString()] = [folder];
        }
    }

    private void FindAt(PathPattern[] patterns, string path, List<Output> found)
    {
        if (_byPath.TryGetValue(path, out var same))
        {
            AddIfMeant(patterns, path, _outputs[same], found);
        }
    }

    // A folder that is written as a whole, and something in it.
    private void FindAbove(PathPattern[] patterns, PathPattern pattern, List<Output> found)
    {
        var beginning = pattern.Beginning;
        var above = pattern.IsGlob ? beginning : FolderOf(beginning);
        for (; above.Length >= _shortest; above = FolderOf(above))
        {
            if (_byPath.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(above, out var folder))
            {
                AddIfMeant(patterns, pattern.IsGlob ? null : pattern.Path, _outputs[folder], found);
            }
        }
    }

    private void FindBelow(PathPattern[] patterns, PathPattern pattern, List<Output> found)
    {
        if (!_foldersBelow.TryGetValue(pattern.Beginning, out var folders))
        {
            return;
        }

        foreach (var folder in folders)
        {
            foreach (var number in _byFolder[folder])
            {
                if (!pattern.IsGlob || (IsComparable() && pattern.Matches(_outputs[number].Pattern.Path)))
                {
                    AddIfMeant(patterns, _outputs[number].Pattern.Path, _outputs[number], found);
                }
            }
        }
    }

    private void FindGlobs(PathPattern[] patterns, string path, List<Output> found)
    {
        foreach (var number in _globs)
        {
            if (PathPattern.IsAtOrBelow(_outputs[number].Pattern.Beginning, path))
            {
                AddIfMeant(patterns, patterns.Length == 1 ? null : _outputs[number].Pattern.Beginning, _outputs[number], found);
            }
            else if (PathPattern.IsAtOrBelow(path, _outputs[number].Pattern.Beginning) && IsComparable() && _outputs[number].Pattern.Matches(path))
            {
                AddIfMeant(patterns, path, _outputs[number], found);
            }
        }
    }

    private bool IsComparable() => _comparisons++ < MostComparisons;

    // Both sides may exclude what one of their patterns matches.
    private static void AddIfMeant(PathPattern[] patterns, string? path, Output output, List<Output> found)
    {
        if (path is null || ((patterns.Length == 1 || DeclaredFiles.Means(patterns, path)) && (output.Files.Outputs.Length == 1 || DeclaredFiles.Means(output.Files.Outputs, path))))
        {
            found.Add(output);
        }
    }

    private static ReadOnlySpan<char> FolderOf(ReadOnlySpan<char> path) => path[..Math.Max(path.LastIndexOf('/'), 0)];
}
