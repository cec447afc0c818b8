namespace Dagrs.Cli.Import.GitHub;

/// <summary>Imports the variables under <c>env</c> of a workflow.</summary>
internal static class WorkflowVariables
{
    /// <summary>Adds one to a task, and returns whether that was possible.</summary>
    public static bool Add(ImportedTask task, string name, string value, WorkflowNames names)
    {
        var secrets = names.Secrets.Count;
        if (new WorkflowTexts(names).ForDagrs(value) is not { } text)
        {
            return false;
        }

        if (names.Secrets.Count > secrets || value.Contains("secrets.", StringComparison.Ordinal))
        {
            task.Secrets.Add(name);
        }

        // A secret of the same name is an environment variable already.
        if (text != $"${{{{ default(env.{name}, '') }}}}")
        {
            task.Env.RemoveAll(other => other.Key == name);
            task.Env.Add(new(name, text));
        }

        return true;
    }
}
