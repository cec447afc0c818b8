using Dagrs.Core.Definition;
using Dagrs.Core.Yaml;

namespace Dagrs.Cli.Import.GitHub;

/// <summary>Imports the jobs of a GitHub workflow as tasks.</summary>
internal static class WorkflowImport
{
    /// <exception cref="InvalidFileException">It is not a workflow.</exception>
    public static ImportedFile Read(SourceText source)
    {
        if (YamlTree.Read(source) is not YamlTree.Map workflow)
        {
            throw ImportProblem.Kind(source, new(1, 1, 2), "the file", "a mapping with 'jobs'");
        }

        if (workflow["jobs"] is not YamlTree.Map { Entries.Count: > 0 } jobs)
        {
            throw ImportProblem.Of(source, ProblemCode.NoTasks, workflow["jobs"]?.Place ?? workflow.Place, "there are no 'jobs'");
        }

        var file = new ImportedFile(source.Path) { Shell = ["bash", "-ec"] };
        TellTriggers(file, workflow);
        var inputs = WorkflowInputs.Read(file, workflow);
        var told = new WorkflowNames([], [], inputs);
        foreach (var (name, value) in workflow["env"] is YamlTree.Map variables ? variables.Entries : [])
        {
            AddVariable(file, name.Value, value, told);
        }

        var folders = new List<string>();
        foreach (var (id, value) in jobs.Entries)
        {
            if (value is not YamlTree.Map job)
            {
                throw ImportProblem.Kind(source, value.Place, $"job '{id.Value}'", "a mapping");
            }

            var read = new WorkflowJob(id.Value, job, inputs, workflow["defaults"] as YamlTree.Map);
            file.Tasks.Add(read.Read());
            told.OfGitHub.UnionWith(read.Names.OfGitHub);
            told.Secrets.UnionWith(read.Names.Secrets);
            folders.AddRange(read.RunsOn);
        }

        WorkflowSkips.Spread(file);
        Tell(file, told, [.. folders.Distinct()]);
        return file;
    }

    private static void AddVariable(ImportedFile file, string name, YamlTree value, WorkflowNames names)
    {
        var text = value is YamlTree.Text scalar ? scalar.Value : "";
        if (new WorkflowTexts(names).ForDagrs(text) is { } known)
        {
            if (known != $"${{{{ default(env.{name}, '') }}}}")
            {
                file.Env.Add(new(name, known));
            }
        }
        else
        {
            file.Todo($"{name}: {text}", "env");
        }
    }

    private static void TellTriggers(ImportedFile file, YamlTree.Map workflow)
    {
        foreach (var (key, value) in workflow.Entries)
        {
            switch (key.Value)
            {
                case "on" or "true":
                    file.Todo($"on: {ShortYaml.Of(value)}: GitHub triggers it; dagrs has no triggers");
                    break;
                case "permissions" or "concurrency":
                    file.Todo($"{key.Value}: {ShortYaml.Of(value)}");
                    break;
                case "name" or "run-name" or "env" or "defaults" or "jobs":
                    break;
                default:
                    if (!key.Value.StartsWith("x-", StringComparison.Ordinal))
                    {
                        file.Todo($"unknown key '{key.Value}': {ShortYaml.Of(value)}");
                    }

                    break;
            }
        }
    }

    private static void Tell(ImportedFile file, WorkflowNames told, IReadOnlyList<string> machines)
    {
        file.Todo($"runs-on: {string.Join(", ", machines)}: GitHub gives each job a machine and a checkout of its own; here all run on this machine, in this folder");
        file.Todo("GitHub continues with other jobs after a failure; so does 'dagrs -k'");
        if (told.OfGitHub.Count > 0)
        {
            file.Todo($"{string.Join(", ", told.OfGitHub)}: variables that GitHub sets; outside GitHub set them yourself, or they are empty");
        }

        if (told.Secrets.Count > 0)
        {
            file.Secrets.AddRange(told.Secrets);
            file.Todo("GitHub stores these; here pass them as environment variables", "secrets");
        }
    }
}
