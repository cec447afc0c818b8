using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>
/// Reads a file and all files it includes. A file with the same parameters and folder is read and run once, whoever includes it, under the shortest
/// of its names. It knows nothing of tasks.
/// </summary>
internal sealed class IncludeTree
{
    private const int MostNames = 1000;

    private readonly Dictionary<(string Path, string Set, string Folder), IncludedFile> _files = [];
    private readonly Dictionary<string, DagDefinition> _texts = new(StringComparer.Ordinal);
    private readonly Queue<Visit> _open = new();
    private readonly ProblemList _problems;
    private readonly RunInput _input;
    private readonly IMachine _machine;
    private readonly string _rootFolder;
    private FileScope? _root;
    private int _names;

    /// <param name="input">What the caller provides.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="rootFolder">The folder of the file being run.</param>
    /// <param name="problems">Collects the problems.</param>
    public IncludeTree(RunInput input, IMachine machine, string rootFolder, ProblemList problems) =>
        (_input, _machine, _rootFolder, _problems) = (input, machine, rootFolder, problems);

    /// <summary>False when a file could not be read: its tasks are missing, so references to unknown tasks are not reported.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>
    /// The file being run, and all that it includes at any depth; breadth first, so that the first name of each file is the shortest path to it.
    /// </summary>
    public IReadOnlyList<IncludedFile> Read(DagDefinition root, string folder)
    {
        var files = new List<IncludedFile>();
        _open.Enqueue(new(root, folder, "", new Dictionary<string, string>(), NoParameters, NoVariables, null, [FullPath(root.Source.Path)]));
        while (_open.TryDequeue(out var visit))
        {
            var key = (visit.Path[^1], string.Join('\0', visit.Set.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}").Concat(visit.Unset.Select(pair => $"{pair.Key}={pair.Value.Value.Text}"))), visit.DefaultFolder is { } own ? WorkingFolder.FullPath(own) : "");
            if (_files.TryGetValue(key, out var known))
            {
                if (known.Scope.Prefix != visit.Prefix)
                {
                    known.Aliases.Add(visit.Prefix);
                }
            }
            else
            {
                known = new(ScopeOf(visit));
                _root ??= known.Scope;
                _files[key] = known;
                files.Add(known);
            }

            if (++_names > MostNames)
            {
                _problems.Add(new(ProblemCode.TooLarge, default, $"there are more than {MostNames} included files"));
                break;
            }

            Follow(visit, known.Scope);
        }

        return files;
    }

    private static IReadOnlyDictionary<string, string> NoVariables { get; } = new Dictionary<string, string>();

    private static IReadOnlyDictionary<string, UnsetParameter> NoParameters { get; } = new Dictionary<string, UnsetParameter>();

    private static string FullPath(string path) => path == "-" ? path : WorkingFolder.FullPath(path);

    // As people would write it from the working directory; a file has one path, however it is reached.
    private static string AsShown(string folder, string file, string full) =>
        Path.IsPathRooted(folder) || Path.IsPathRooted(file) ? full : Path.GetRelativePath(WorkingFolder.FullPath("."), full);

    private FileScope ScopeOf(Visit visit)
    {
        var parameters = new Dictionary<string, string>(visit.Set, StringComparer.Ordinal);
        foreach (var (name, value) in _input.Parameters)
        {
            if (name.StartsWith(visit.Prefix, StringComparison.Ordinal) && visit.File.Parameters.Any(parameter => parameter.Name.Value == name[visit.Prefix.Length..]))
            {
                parameters[name[visit.Prefix.Length..]] = value;
            }
        }

        return new(visit.File, visit.Folder, _rootFolder, _input, parameters, visit.Outer, _machine) { Prefix = visit.Prefix, DefaultFolder = visit.DefaultFolder, Root = _root, Unset = visit.Unset };
    }

    private void Follow(Visit visit, FileScope scope)
    {
        foreach (var include in visit.File.Includes)
        {
            var full = WorkingFolder.FullPath(Path.Combine(visit.Folder, include.File.Value));
            var path = AsShown(visit.Folder, include.File.Value, full);
            if (Array.IndexOf(visit.Path, full) is >= 0 and var start)
            {
                var names = visit.Path[start..].Append(full).Select(one => Path.GetRelativePath(WorkingFolder.FullPath(_rootFolder), one));
                Report(visit, ProblemCode.Cycle, include.File.Place, $"include cycle: {CycleFinder.Shorten([.. names], " -> ")}");
            }
            else if (Load(visit, include, path, full) is { } file)
            {
                var folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
                var prefix = include.As is { } name ? $"{visit.Prefix}{name.Value}:" : visit.Prefix;
                var defaultFolder = include.Directory is { } directory ? Path.Combine(visit.Folder, Text(scope, visit, directory) ?? ".") : include.As is null ? visit.DefaultFolder : folder;
                var (set, unset) = Set(visit, include, file, scope);
                _open.Enqueue(new(file, folder, prefix, set, unset, scope.Variables(), defaultFolder, [.. visit.Path, full]));
            }
        }
    }

    private DagDefinition? Load(Visit visit, IncludeDefinition include, string path, string full)
    {
        if (_texts.TryGetValue(full, out var known))
        {
            return known;
        }

        if (include.File.Value.Contains("://", StringComparison.Ordinal))
        {
            Report(visit, ProblemCode.FileNotFound, include.File.Place, $"{Quoted.Name(include.File.Value)} is a URL; only local files can be included: download it and include the copy");
            return null;
        }

        try
        {
            return _texts[full] = _machine.Load(path);
        }
        catch (InvalidFileException wrong) when (wrong.Problems is [{ Place.IsKnown: false } why])
        {
            Report(visit, why.Code, include.File.Place, $"the included file {Quoted.Name(path)}: {why.Message}");
            IsWhole = false;
            return null;
        }
    }

    private (Dictionary<string, string> Known, Dictionary<string, UnsetParameter> Unset) Set(Visit visit, IncludeDefinition include, DagDefinition file, FileScope scope)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var unset = new Dictionary<string, UnsetParameter>(StringComparer.Ordinal);
        foreach (var (name, value) in include.Set)
        {
            if (file.Parameters.All(parameter => parameter.Name.Value != name.Value))
            {
                _problems.Add(new(ProblemCode.UnknownKey, name.Place, $"the file {Quoted.Name(include.File.Value)} has no parameter {Quoted.Name(name.Value)}")
                {
                    Source = visit.File.Source,
                    Suggestion = Suggestion.For(name.Value, file.Parameters.Select(parameter => parameter.Name.Value)),
                });
            }
            else if (Text(scope, visit, value) is { } text)
            {
                values[name.Value] = text;
            }
            else
            {
                unset[name.Value] = new(scope, value.Value);
            }
        }

        return (values, unset);
    }

    private string? Text(FileScope scope, Visit visit, Located<Template> value)
    {
        switch (value.Value.Evaluate(scope))
        {
            case Evaluated.Known known:
                return known.Value;
            case Evaluated.Wrong wrong:
                _problems.Add(ExpressionPlace.Problem("'include'", value.Place, wrong.Error) with { Source = visit.File.Source });
                break;
        }

        return null;
    }

    private void Report(Visit visit, ProblemCode code, Place place, string message) => _problems.Add(new(code, place, message) { Source = visit.File.Source });

    /// <summary>A file under one of its names.</summary>
    /// <param name="Path">The files through which it is reached, itself last.</param>
    private sealed record Visit(
        DagDefinition File,
        string Folder,
        string Prefix,
        IReadOnlyDictionary<string, string> Set,
        IReadOnlyDictionary<string, UnsetParameter> Unset,
        IReadOnlyDictionary<string, string> Outer,
        string? DefaultFolder,
        string[] Path);
}
