using System.Globalization;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>
/// Makes one task of each matrix combination, in one list with those of all included files. It leaves the values of a task to <see cref="Filler"/>,
/// and the meaning of its names to <see cref="Resolver"/>. A file that uses none of this passes through unchanged.
/// </summary>
internal sealed class Expansion
{
    /// <summary>The most tasks that a file may have through its matrices.</summary>
    public const int Most = 1_000_000;

    private readonly ProblemList _problems;
    private readonly List<TaskDefinition> _tasks = [];

    private Expansion(ProblemList problems) => _problems = problems;

    /// <summary>True for a file that has nothing to expand.</summary>
    public static bool IsPlain(DagDefinition file) =>
        file is { Parameters.Count: 0, Secrets.Count: 0, Includes.Count: 0, EnvFiles.Count: 0, DefaultEnvFiles.Count: 0, OpenDefaults.Count: 0, OpenEnvironment.Count: 0 } && file.Tasks.All(IsPlain);

    /// <summary>Expands a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="input">What the caller provides for the run.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="problems">Collects the problems.</param>
    /// <exception cref="ParameterException">Values are given for parameters that do not exist, or values that are not allowed.</exception>
    public static Expanded Expand(DagDefinition file, string folder, RunInput input, IMachine machine, ProblemList problems)
    {
        var tree = new IncludeTree(input, machine, folder, problems);
        var files = tree.Read(file, folder);
        SecretFinder.Find(file.SecretValues, files.Select(one => one.Scope));
        CheckParameters(files, problems);
        if (file.Problems.Count == 0 && problems.Count == 0 && files.All(one => one.Scope.File.Problems.Count == 0))
        {
            CheckGiven(input, files); // a wrong file may lack declarations
        }

        var expansion = new Expansion(problems);
        foreach (var one in files)
        {
            foreach (var wrong in one.Scope.File.Problems.Where(_ => one.Scope.File != file))
            {
                problems.Add(wrong with { Source = one.Scope.File.Source });
            }

            expansion.Add(one.Scope);
        }

        var aliases = files.SelectMany(one => one.Aliases, (one, alias) => (alias, one.Scope.Prefix)).Distinct().ToList();
        var whole = file with
        {
            IsComplete = tree.IsWhole && files.All(one => one.Scope.File.IsComplete),
            Tasks = expansion._tasks,
            Parameters = [.. files.SelectMany(one => one.Scope.Parameters.AsSeenFromOutside(one.Scope.Prefix))],
            Resources = Merge(files, one => one.Resources),
            Secrets = [.. files.SelectMany(one => one.Scope.File.Secrets)],
        };
        return new(whole, aliases) { FromVariables = [.. files.SelectMany(one => one.Scope.Parameters.FromVariables(one.Scope.Prefix))] };
    }

    private static bool IsPlain(TaskDefinition task) => ReferenceEquals(task.Rare, RareValues.None)
        || (task is { Open.Count: 0, Matrix: null, If: null, Confirm: null, EnvFiles.Count: 0, Results.Count: 0, Secrets.Count: 0 } && IsPlain(task.InputFiles) && IsPlain(task.OutputFiles));

    private static bool IsPlain(IReadOnlyList<Located<Template>>? patterns)
    {
        for (var i = 0; i < patterns?.Count; i++) // a plain loop: some files have one or two for each of many tasks
        {
            if (!patterns[i].Value.IsPlain)
            {
                return false;
            }
        }

        return true;
    }

    private static Dictionary<string, T> Merge<T>(IEnumerable<IncludedFile> files, Func<DagDefinition, IReadOnlyDictionary<string, T>> of)
    {
        var merged = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, value) in files.SelectMany(one => of(one.Scope.File)))
        {
            merged.TryAdd(name, value);
        }

        return merged;
    }

    // Files that are included without a name of their own share the namespace of the including file.
    private static void CheckParameters(IReadOnlyList<IncludedFile> files, ProblemList problems)
    {
        var declared = new Dictionary<string, (FileScope Scope, Place Place)>(StringComparer.Ordinal);
        foreach (var scope in files.Select(one => one.Scope))
        {
            foreach (var (name, place) in scope.File.Parameters.Select(parameter => parameter.Name).DistinctBy(name => name.Value, StringComparer.Ordinal))
            {
                if (!declared.TryAdd(scope.Prefix + name, (scope, place)))
                {
                    var first = declared[scope.Prefix + name];
                    problems.Add(new(ProblemCode.DuplicateKey, place, $"parameter {Quoted.Name(scope.Prefix + name)} is declared twice; the first is {FileScope.PlaceOf(first.Scope, first.Place)}") { Source = scope.File.Source });
                }
            }
        }
    }

    private static void CheckGiven(RunInput input, IReadOnlyList<IncludedFile> files)
    {
        var names = files.SelectMany(one => one.Aliases.Prepend(one.Scope.Prefix), (one, prefix) => (one, prefix))
            .SelectMany(named => named.one.Scope.Parameters.Names, (named, name) => named.prefix + name).ToHashSet(StringComparer.Ordinal);
        var problems = input.Parameters.Select(one => one.Name).Where(name => !names.Contains(name)).Select(name =>
            $"there is no parameter {Quoted.Name(name)}" + (Suggestion.For(name, names) is { } near ? $"; did you mean {Quoted.Name(near)}?" : names.Count == 0 ? "; the file declares none under 'params'" : ""));
        var all = problems.Concat(files.SelectMany(one => one.Scope.Parameters.Problems(one.Scope.Prefix))).Distinct().ToList();
        if (all.Count > 0)
        {
            throw new ParameterException(all);
        }
    }

    private void Add(FileScope scope)
    {
        foreach (var written in scope.File.Tasks)
        {
            var task = scope.Prefix.Length == 0 ? written : WithPrefix(written, scope.Prefix);
            task = task with { Scope = scope };
            if (task.Matrix is null)
            {
                _tasks.Add(WithAfter(task));
            }
            else
            {
                AddInstances(task, scope);
            }

            if (_tasks.Count > Most)
            {
                _problems.Add(new(ProblemCode.TooLarge, task.Matrix?.Place ?? task.Id.Place, string.Create(CultureInfo.InvariantCulture, $"'matrix' makes more than {Most:#,0} tasks")) { Source = scope.File.Source });
                return;
            }
        }
    }

    private static TaskDefinition WithPrefix(TaskDefinition task, string prefix) => task with
    {
        Id = task.Id with { Value = prefix + task.Id.Value },
        After = [.. task.After.Select(after => after with { Value = prefix + after.Value })],
    };

    private void AddInstances(TaskDefinition task, FileScope scope)
    {
        if (task.Matrix!.IsPartial)
        {
            _tasks.Add(WithAfter(task with { Instance = new(new(task.Id.Value, [.. task.Matrix.Keys.Select(key => key.Name.Value)]) { IsOpen = true, LacksKeys = true }, []) }));
            return;
        }

        var mine = new ProblemList();
        var (keys, combinations) = new MatrixReader(task, task.Matrix, scope, mine).Read();
        foreach (var problem in mine.All)
        {
            _problems.Add(problem with { Source = scope.File.Source });
        }

        var family = new Family(task.Id.Value, keys) { IsOpen = combinations is null, IsEmpty = combinations is { Count: 0 } };
        if (combinations is null or { Count: 0 })
        {
            _tasks.Add(WithAfter(task with { Instance = new(family, []) }));
            return;
        }

        foreach (var values in combinations)
        {
            var instance = new Instance(family, values);
            _tasks.Add(WithAfter(task with { Id = task.Id with { Value = instance.Id }, Instance = instance }));
            if (_tasks.Count > Most)
            {
                return;
            }
        }
    }

    // The only values that an id in 'after' may contain are those of the task's own matrix.
    private TaskDefinition WithAfter(TaskDefinition task)
    {
        Located<string>[]? after = null;
        foreach (var open in task.Open)
        {
            if (open.Part != OpenPart.After)
            {
                continue;
            }

            var other = open.Template.References.FirstOrDefault(reference => reference.Kind != ReferenceKind.Matrix);
            var value = other is null ? open.Template.Evaluate(new InstanceScope(task.Scope!, task.Instance))
                : new Evaluated.Wrong(ExpressionError.At(other, "an id in 'after' can contain only values of the matrix"));
            after ??= [.. task.After];
            if (value is Evaluated.Known known)
            {
                after[open.Index] = after[open.Index] with { Value = task.Scope!.Prefix + known.Value };
            }
            else if (value is Evaluated.Wrong wrong)
            {
                _problems.Add(ExpressionPlace.Problem($"'after' of task {Quoted.Name(task.Id.Value)}", open.Place, wrong.Error) with { Source = task.Scope!.File.Source });
                after[open.Index] = after[open.Index] with { Value = "" };
            }
            else
            {
                after[open.Index] = after[open.Index] with { Value = Family(open.Template.Text, task.Scope!.Prefix) };
            }
        }

        return after is null ? task : task with { After = [.. after.Where(one => one.Value.Length > 0)] };
    }

    // Which instance it will be is not known yet; naming all of them is always correct.
    private static string Family(string text, string prefix) => prefix + text[..(text.IndexOf('[', StringComparison.Ordinal) is > 0 and var open ? open : text.Length)];
}
