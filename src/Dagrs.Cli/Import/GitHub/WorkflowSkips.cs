namespace Dagrs.Cli.Import.GitHub;

/// <summary>On GitHub a job is skipped when one of its dependencies was; here that must be written explicitly.</summary>
internal static class WorkflowSkips
{
    public static void Spread(ImportedFile file)
    {
        var skippable = file.Tasks.Where(task => task.If is not null).Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        for (var before = -1; before < skippable.Count;)
        {
            before = skippable.Count;
            skippable.UnionWith(file.Tasks.Where(task => task.When is null && task.After.Any(skippable.Contains)).Select(task => task.Id));
        }

        foreach (var task in file.Tasks.Where(task => task.When is null && task.If != "false"))
        {
            var ran = task.After.Where(skippable.Contains).Select(id => $"{StateOf(id)} != 'skipped'").ToList();
            if (ran.Count > 0)
            {
                task.If = string.Join(" && ", task.If is { } own ? [.. ran, own.Contains("||", StringComparison.Ordinal) ? $"({own})" : own] : ran);
            }
        }
    }

    private static string StateOf(string id) => id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? $"tasks.{id}.state" : $"tasks['{id}'].state";
}
