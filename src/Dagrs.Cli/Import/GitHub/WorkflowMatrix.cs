using Dagrs.Core.Yaml;

namespace Dagrs.Cli.Import.GitHub;

/// <summary>
/// Imports the matrix of a job. GitHub's <c>include</c> may also add keys to existing combinations; then all combinations are listed one by one.
/// </summary>
internal static class WorkflowMatrix
{
    private const int MostCombinations = 256; // GitHub allows no more

    /// <summary>The matrix; null: some values are known only to GitHub.</summary>
    public static ImportedMatrix? Read(YamlTree.Map matrix)
    {
        List<KeyValuePair<string, IReadOnlyList<string>>> keys = [];
        foreach (var (key, value) in matrix.Entries.Where(entry => entry.Key.Value is not ("include" or "exclude")))
        {
            if (Texts(value) is not { Count: > 0 } values || !IsKey(key.Value))
            {
                return null;
            }

            keys.Add(new(WorkflowNames.Key(key.Value), values));
        }

        var (exclude, include) = (Combinations(matrix["exclude"]), Combinations(matrix["include"]));
        return exclude is null || include is null || keys.Count == 0 && include.Count == 0 ? null
            : exclude.Count == 0 && include.Count == 0 ? new(keys, [])
            : WrittenOut(keys, exclude, include);
    }

    private static bool IsKey(string key) => char.IsAsciiLetter(key[0]) && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    private static ImportedMatrix? WrittenOut(List<KeyValuePair<string, IReadOnlyList<string>>> keys, List<Dictionary<string, string>> exclude, List<Dictionary<string, string>> include)
    {
        List<Dictionary<string, string>> all = keys.Count > 0 ? [[]] : [];
        foreach (var (key, values) in keys)
        {
            all = [.. all.SelectMany(one => values.Select(value => new Dictionary<string, string>(one) { [key] = value }))];
            if (all.Count > MostCombinations)
            {
                return null;
            }
        }

        all.RemoveAll(one => exclude.Any(other => other.All(pair => one.GetValueOrDefault(pair.Key) == pair.Value)));
        var own = keys.Select(key => key.Key).ToHashSet();
        foreach (var more in include)
        {
            // It extends the combinations whose own values it does not change; if there are none, it becomes a new one.
            var joined = all.Where(one => own.Any(one.ContainsKey) && more.All(pair => !own.Contains(pair.Key) || one.GetValueOrDefault(pair.Key) == pair.Value)).ToList();
            joined.ForEach(one => more.ToList().ForEach(pair => one[pair.Key] = pair.Value));
            if (joined.Count == 0)
            {
                all.Add(new(more.Where(pair => true)));
            }
        }

        var names = all.SelectMany(one => one.Keys).Distinct().ToList();
        return new([], [.. all.Select(one => (IReadOnlyList<KeyValuePair<string, string>>)[.. names.Select(name => new KeyValuePair<string, string>(name, one.GetValueOrDefault(name, "")))])]);
    }

    private static List<Dictionary<string, string>>? Combinations(YamlTree? list)
    {
        if (list is null or YamlTree.Text { IsNull: true })
        {
            return [];
        }

        List<Dictionary<string, string>> combinations = [];
        foreach (var item in list is YamlTree.List items ? items.Items : [list])
        {
            if (item is not YamlTree.Map map || map.Entries.Any(entry => Text(entry.Value) is null || !IsKey(entry.Key.Value)))
            {
                return null;
            }

            combinations.Add(map.Entries.ToDictionary(entry => WorkflowNames.Key(entry.Key.Value), entry => Text(entry.Value)!));
        }

        return combinations;
    }

    private static List<string>? Texts(YamlTree value) =>
        value is YamlTree.List list && list.Items.All(item => Text(item) is not null) ? [.. list.Items.Select(item => Text(item)!).Distinct()] : null;

    private static string? Text(YamlTree value) => value is YamlTree.Text text && !text.Value.Contains("${{", StringComparison.Ordinal) ? text.Value : null;
}
