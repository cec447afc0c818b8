using System.Text.Json;
using Dagrs.Core.Definition;

namespace Dagrs.Cli.Import.Npm;

/// <summary>Imports the scripts of a package.json as tasks, including those of wireit.</summary>
internal static class PackageJsonImport
{
    // Lifecycle scripts that npm runs by itself, on install, publish and the like.
    private static readonly HashSet<string> Lifecycle =
        ["prepare", "prepublish", "prepublishOnly", "prepack", "postpack", "preinstall", "install", "postinstall", "preversion", "version", "postversion", "dependencies", "publish", "postpublish"];

    /// <exception cref="InvalidFileException">It is not a package.json.</exception>
    public static ImportedFile Read(SourceText source)
    {
        using var document = PackageText.Read(source);
        var package = document.RootElement;
        if (package.ValueKind != JsonValueKind.Object)
        {
            throw ImportProblem.Kind(source, new(1, 1, 2), "the file", "an object, such as { \"scripts\": { .. } }");
        }

        var scripts = Scripts(source, package);
        var wireit = package.TryGetProperty("wireit", out var configured) && configured.ValueKind == JsonValueKind.Object ? configured : default;
        var file = new ImportedFile(source.Path) { Default = [] }; // like 'npm run', which only lists the scripts
        file.Env.Add(new("PATH", "${{ here }}/node_modules/.bin:${{ env.PATH }}"));
        var variables = new PackageVariables(package);
        var names = scripts.Select(script => script.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, command) in scripts)
        {
            file.Tasks.Add(Task(name, command, names, wireit, variables, source));
        }

        AddWireitOnly(file, names, wireit, source);
        if (file.Tasks.Count == 0)
        {
            throw ImportProblem.Of(source, ProblemCode.NoTasks, new(1, 1, 2), "there are no scripts");
        }

        foreach (var task in file.Tasks)
        {
            JoinHooks(task, names);
        }

        if (package.TryGetProperty("workspaces", out _))
        {
            file.Todo("scripts of 'workspaces' are in package.json files of their own: import each, and name the results under 'include'");
        }

        return file;
    }

    private static List<KeyValuePair<string, string>> Scripts(SourceText source, JsonElement package)
    {
        List<KeyValuePair<string, string>> scripts = [];
        if (!package.TryGetProperty("scripts", out var all))
        {
            return scripts;
        }

        if (all.ValueKind != JsonValueKind.Object)
        {
            throw ImportProblem.Kind(source, new(1, 1, 2), "'scripts'", "an object");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var script in all.EnumerateObject())
        {
            if (script.Value.ValueKind != JsonValueKind.String)
            {
                throw ImportProblem.Kind(source, new(1, 1, 2), $"script '{script.Name}'", "a string");
            }

            if (!names.Add(script.Name))
            {
                scripts.RemoveAll(other => other.Key == script.Name); // the last one wins
            }

            scripts.Add(new(script.Name, script.Value.GetString()!));
        }

        return scripts;
    }

    private static ImportedTask Task(string name, string command, HashSet<string> scripts, JsonElement wireit, PackageVariables variables, SourceText source)
    {
        var task = new ImportedTask(name);
        if (WireitScript.IsCall(command))
        {
            if (wireit.ValueKind == JsonValueKind.Object && wireit.TryGetProperty(name, out var script) && script.ValueKind == JsonValueKind.Object)
            {
                WireitScript.Read(task, script, source);
            }
            else
            {
                task.Todo("its script is 'wireit', but 'wireit' has no entry of that name");
            }
        }
        else
        {
            NpmScript.Read(task, command, scripts);
        }

        variables.AddTo(task);
        if (Lifecycle.Contains(name))
        {
            task.Todo($"npm also runs '{name}' on its own, such as on install or publish; dagrs runs it only when selected");
        }

        return task;
    }

    // They are not npm scripts, but others may depend on them.
    private static void AddWireitOnly(ImportedFile file, HashSet<string> scripts, JsonElement wireit, SourceText source)
    {
        foreach (var script in wireit.ValueKind == JsonValueKind.Object ? wireit.EnumerateObject() : default)
        {
            if (script.Value.ValueKind == JsonValueKind.Object && !scripts.Contains(script.Name) && file.Find(script.Name) is null)
            {
                var task = new ImportedTask(script.Name);
                WireitScript.Read(task, script.Value, source);
                file.Tasks.Add(task);
            }
        }
    }

    // 'npm run x' runs prex, x, postx.
    private static void JoinHooks(ImportedTask task, HashSet<string> scripts)
    {
        if (scripts.Contains("pre" + task.Id) && scripts.Contains(task.Id))
        {
            task.After.Insert(0, "pre" + task.Id);
        }

        if (scripts.Contains("post" + task.Id) && scripts.Contains(task.Id))
        {
            task.Todo($"'npm run {task.Id}' also runs 'post{task.Id}'; here run 'post{task.Id}', which depends on it");
        }

        if (task.Id.StartsWith("post", StringComparison.Ordinal) && scripts.Contains(task.Id[4..]) && !task.After.Contains(task.Id[4..]))
        {
            task.After.Insert(0, task.Id[4..]);
        }
    }
}
