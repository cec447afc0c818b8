namespace Dagrs.Cli.Import.GitHub;

/// <summary>Variables under <c>env</c> of a workflow.</summary>
internal static class WorkflowVariables
{
    /// <summary>Adds one to a task, and says whether it could.</summary>
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

        // A secret of the same name is a variable of the environment already.
        if (text != $"${{{{ default(env.{name}, '') }}}}")
        {
            task.Env.RemoveAll(other => other.Key == name);
            task.Env.Add(new(name, text));
        }

        return true;
    }
}
