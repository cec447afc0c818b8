using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Finds which variables of a file are secret, and what can be known of their values before the tasks are made. <see cref="Filler"/> learns the
/// values that arise in tasks. It masks nothing.
/// </summary>
internal static class SecretFinder
{
    /// <summary>Learns from the file and from what the caller gives, before anything is printed about either.</summary>
    public static void Find(DagDefinition file, RunInput input)
    {
        var secrets = file.SecretValues;
        if (secrets.Add(NamesIn(file)).Count == 0)
        {
            return;
        }

        if (file.Machine is { } machine)
        {
            secrets.Learn(machine.Variable);
        }

        LearnWritten(file, secrets);
        foreach (var (parameter, value) in input.Parameters)
        {
            secrets.Learn(name => parameter == name || parameter.EndsWith(":" + name, StringComparison.Ordinal) ? value : null);
        }
    }

    /// <summary>Learns from a file and the files it includes.</summary>
    public static void Find(SecretValues secrets, IEnumerable<FileScope> files)
    {
        var all = files.ToList();
        if (secrets.Add(all.SelectMany(file => NamesIn(file.File))).Count == 0)
        {
            return;
        }

        foreach (var file in all)
        {
            secrets.Learn(file.Machine.Variable);
            secrets.Learn(file.Parameters.Known);
            secrets.Learn(new Dictionary<string, string>(file.VariablesOfFiles(), StringComparer.Ordinal));
            secrets.Learn(file.Variables());
            LearnWritten(file.File, secrets);
        }
    }

    private static List<string> NamesIn(DagDefinition file)
    {
        var names = new List<string>();
        Add(file.Secrets);
        for (var i = 0; i < file.Tasks.Count; i++) // no enumerator for each of many tasks
        {
            Add(file.Tasks[i].Secrets);
        }

        return names;

        void Add(IReadOnlyList<Located<string>> secrets)
        {
            for (var i = 0; i < secrets.Count; i++)
            {
                names.Add(secrets[i].Value);
            }
        }
    }

    // An expression is not a value.
    private static void LearnWritten(DagDefinition file, SecretValues secrets)
    {
        Learn(file.Environment, file.OpenEnvironment);
        Learn(file.Defaults.Environment, file.OpenDefaults);
        foreach (var task in file.Tasks)
        {
            Learn(task.Settings.Environment, task.Open);
        }

        void Learn(IReadOnlyDictionary<string, string> variables, IReadOnlyList<OpenValue> opens)
        {
            if (variables.Count > 0)
            {
                secrets.Learn(name => opens.Any(open => open.Key == name) ? null : variables.GetValueOrDefault(name));
            }
        }
    }
}
