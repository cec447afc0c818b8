using System.Globalization;
using Dagrs.Core.Definition.Files;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>Makes the combinations of a matrix. If there are too many, that is reported before they are made.</summary>
/// <param name="task">The task with the matrix.</param>
/// <param name="matrix">The matrix.</param>
/// <param name="scope">The names that its expressions may use.</param>
/// <param name="problems">Collects the problems.</param>
internal sealed class MatrixReader(TaskDefinition task, MatrixDefinition matrix, FileScope scope, ProblemList problems)
{
    /// <summary>The most combinations a task may have.</summary>
    public const int Most = 10_000;

    private static readonly string[] ListEnds = [",", " ", "\t", "\n", "\r"];

    private string Subject => $"'matrix' of task {Quoted.Name(task.Id.Value)}";

    /// <summary>The keys and the combinations; the latter are null when they are not known yet, and empty on an error.</summary>
    public (string[] Keys, List<string[]>? Combinations) Read()
    {
        string[] keys = matrix.Keys.Count > 0 ? [.. matrix.Keys.Select(key => key.Name.Value)] : [.. (matrix.Include.Count == 0 ? [] : matrix.Include[0].Values).Select(value => value.Key.Value)];
        var lists = new List<string[]>();
        foreach (var key in matrix.Keys)
        {
            if (ValuesOf(key) is not { } values)
            {
                return (keys, null);
            }

            lists.Add(values);
        }

        if (CountOf(lists) is > Most and var count)
        {
            problems.Add(new(ProblemCode.TooLarge, matrix.Place, string.Create(CultureInfo.InvariantCulture, $"{Subject} has {count:#,0} combinations; at most {Most:#,0} are allowed")));
            return (keys, []);
        }

        var combinations = matrix.Keys.Count == 0 ? [] : Product(lists);
        return Exclude(keys, combinations) && Include(keys, combinations) ? (keys, Distinct(keys, combinations)) : (keys, null);
    }

    private static long CountOf(List<string[]> lists)
    {
        var count = lists.Count == 0 ? 0L : 1L;
        foreach (var list in lists)
        {
            count = Math.Min(count * list.Length, long.MaxValue / int.MaxValue);
        }

        return count;
    }

    // The last key varies fastest.
    private static List<string[]> Product(List<string[]> lists)
    {
        var product = new List<string[]> { new string[lists.Count] };
        for (var key = 0; key < lists.Count; key++)
        {
            var longer = new List<string[]>(product.Count * lists[key].Length);
            foreach (var combination in product)
            {
                foreach (var value in lists[key])
                {
                    var one = (string[])combination.Clone();
                    one[key] = value;
                    longer.Add(one);
                }
            }

            product = longer;
        }

        return product;
    }

    private string[]? ValuesOf(MatrixKey key)
    {
        switch (key.Source)
        {
            case MatrixSource.List list:
                return ValuesOf(list.Values);
            case MatrixSource.Split split:
                return ValuesOf([split.Text])?[0].Split(ListEnds, StringSplitOptions.RemoveEmptyEntries);
            case MatrixSource.Glob glob:
                return ValuesOf(glob.Pattern) is { } patterns ? Find(patterns) : null;
            default:
                throw new InvalidOperationException("BUG: unknown source of a matrix");
        }
    }

    private string[]? ValuesOf(IReadOnlyList<Located<Template>> templates)
    {
        var values = new string[templates.Count];
        for (var i = 0; i < values.Length; i++)
        {
            switch (templates[i].Value.Evaluate(scope))
            {
                case Evaluated.Known known:
                    values[i] = known.Value;
                    break;
                case Evaluated.Wrong wrong:
                    problems.Add(ExpressionPlace.Problem(Subject, templates[i].Place, wrong.Error));
                    return null;
                default:
                    return null;
            }
        }

        return values;
    }

    // The patterns count from where the inputs of the task do; from its file's folder where that depends on the matrix.
    private string[] Find(string[] patterns)
    {
        var from = FileCollector.FolderOf(task, scope, new InstanceScope(scope, null)) ?? WorkingFolder.FullPath(scope.Folder);
        var hasFolder = task.Settings.Over(scope.File.Defaults).Directory is not null;
        var folder = hasFolder ? from : WorkingFolder.FullPath(scope.DefaultFolder ?? ".");
        return [.. scope.Machine.Match(from, patterns, Most + 1).Select(path => AsSeen(Path.Combine(from, path), folder))];
    }

    // Relative to the folder in which the task runs; never like an option.
    private static string AsSeen(string path, string folder)
    {
        var seen = Path.GetRelativePath(folder, path.TrimEnd('/')) + (path.EndsWith('/') ? "/" : "");
        return seen.StartsWith('-') ? "./" + seen : seen;
    }

    private bool Exclude(string[] keys, List<string[]> combinations)
    {
        foreach (var choice in matrix.Exclude)
        {
            if (ValuesOf([.. choice.Values.Select(value => value.Value)]) is not { } values)
            {
                return false;
            }

            var wanted = new string?[keys.Length];
            for (var i = 0; i < values.Length; i++)
            {
                if (Array.IndexOf(keys, choice.Values[i].Key.Value) is >= 0 and var index)
                {
                    wanted[index] = values[i];
                }
                else
                {
                    ReportUnknown(choice.Values[i].Key, keys);
                }
            }

            if (combinations.RemoveAll(one => Fits(one, wanted)) == 0)
            {
                problems.Add(new(ProblemCode.BadValue, choice.Place, $"{Subject}: this 'exclude' matches nothing: there is no such combination"));
            }
        }

        return true;
    }

    private bool Include(string[] keys, List<string[]> combinations)
    {
        foreach (var choice in matrix.Include)
        {
            if (ValuesOf([.. choice.Values.Select(value => value.Value)]) is not { } values)
            {
                return false;
            }

            var one = new string?[keys.Length];
            for (var i = 0; i < values.Length; i++)
            {
                if (Array.IndexOf(keys, choice.Values[i].Key.Value) is >= 0 and var index)
                {
                    one[index] = values[i];
                }
                else
                {
                    ReportUnknown(choice.Values[i].Key, keys);
                }
            }

            if (Array.IndexOf(one, null) is >= 0 and var missing)
            {
                problems.Add(new(ProblemCode.MissingKey, choice.Place, $"{Subject}: this 'include' has no {Quoted.Name(keys[missing])}; it needs every key"));
            }
            else
            {
                combinations.Add(one!);
            }
        }

        return true;
    }

    private static bool Fits(string[] combination, string?[] wanted)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] is not null && wanted[i] != combination[i])
            {
                return false;
            }
        }

        return true;
    }

    private void ReportUnknown(Located<string> key, string[] keys) => problems.Add(
        new(ProblemCode.UnknownKey, key.Place, $"{Subject} has no key {Quoted.Name(key.Value)}") { Suggestion = Suggestion.For(key.Value, keys) });

    private List<string[]> Distinct(string[] keys, List<string[]> combinations)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var distinct = new List<string[]>(combinations.Count);
        foreach (var one in combinations)
        {
            if (!seen.Add(InstanceId.Of("", keys, one)))
            {
                problems.Add(new(ProblemCode.DuplicateKey, matrix.Place, $"{Subject} has the combination {InstanceId.Of("", keys, one)} twice"));
            }
            else
            {
                distinct.Add(one);
            }
        }

        return distinct;
    }
}
