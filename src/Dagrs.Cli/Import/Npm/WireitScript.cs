using System.Text.Json;
using System.Text.RegularExpressions;
using Dagrs.Cli.Import.Shell;
using Dagrs.Core.Definition;

namespace Dagrs.Cli.Import.Npm;

/// <summary>Imports a script that wireit runs.</summary>
internal static partial class WireitScript
{
    // Folders that wireit never searches unless told to.
    private static readonly string[] UsuallyExcluded = [".git", ".hg", ".svn", ".wireit", ".yarn", "CVS", "node_modules"];

    private static readonly string[] Locks = ["package-lock.json", "yarn.lock", "pnpm-lock.yaml"];

    public static bool IsCall(string command) => Call().IsMatch(command);

    public static void Read(ImportedTask task, JsonElement script, SourceText source)
    {
        foreach (var key in script.EnumerateObject())
        {
            Read(task, key, source);
        }

        ReadFiles(task, script, source.Path);
    }

    private static void Read(ImportedTask task, JsonProperty key, SourceText source)
    {
        switch (key.Name)
        {
            case "command" when key.Value.ValueKind == JsonValueKind.String:
                task.Command = string.IsNullOrWhiteSpace(key.Value.GetString()) ? null : JoinedSteps.Of([new(key.Value.GetString()!)]);
                break;
            case "dependencies" when key.Value.ValueKind == JsonValueKind.Array:
                foreach (var dependency in key.Value.EnumerateArray())
                {
                    ReadDependency(task, dependency);
                }

                break;
            case "env" when key.Value.ValueKind == JsonValueKind.Object:
                foreach (var variable in key.Value.EnumerateObject())
                {
                    ReadVariable(task, variable);
                }

                break;
            case "service":
                ReadService(task, key.Value);
                break;
            case "files" or "output" or "clean" or "packageLocks" or "allowUsuallyExcludedPaths":
                break; // done in ReadFiles
            case "command" or "dependencies" or "env":
                throw ImportProblem.Kind(source, new(1, 1, 2), $"'{key.Name}' of wireit script '{task.Id}'", key.Name switch { "command" => "a string", "env" => "an object", _ => "a list" });
            default:
                task.Todo($"wireit key '{key.Name}': {key.Value}");
                break;
        }
    }

    private static void ReadDependency(ImportedTask task, JsonElement dependency)
    {
        var isText = dependency.ValueKind == JsonValueKind.String;
        var name = isText ? dependency.GetString()
            : dependency.ValueKind == JsonValueKind.Object && dependency.TryGetProperty("script", out var script) && script.ValueKind == JsonValueKind.String ? script.GetString()
            : null;
        if (name is null or ['.' or '<' or '$', ..])
        {
            task.Todo($"it depends on {dependency.GetRawText()} of another package: import that one too, and name its file under 'include'", "after");
            return;
        }

        task.After.Add(name);
        if (!isText && dependency.TryGetProperty("cascade", out var cascade) && cascade.ValueKind == JsonValueKind.False)
        {
            task.Todo($"'cascade: false' of '{name}': here the task runs again when what '{name}' hands over has changed", "after");
        }
    }

    private static void ReadVariable(ImportedTask task, JsonProperty variable)
    {
        switch (variable.Value.ValueKind)
        {
            case JsonValueKind.String:
                task.Env.Add(new(variable.Name, variable.Value.GetString()!));
                break;
            case JsonValueKind.Object when variable.Value.TryGetProperty("external", out var external) && external.ValueKind == JsonValueKind.True:
                task.EnvInputs.Add(variable.Name);
                if (variable.Value.TryGetProperty("default", out var value) && value.ValueKind == JsonValueKind.String)
                {
                    task.Env.Add(new(variable.Name, $"${{{{ default(env.{variable.Name}, '{value.GetString()!.Replace("'", "''", StringComparison.Ordinal)}') }}}}"));
                }

                break;
            default:
                task.Todo($"wireit variable '{variable.Name}': {variable.Value}", "env");
                break;
        }
    }

    private static void ReadService(ImportedTask task, JsonElement service)
    {
        task.IsService = service.ValueKind is JsonValueKind.True or JsonValueKind.Object;
        if (service.ValueKind == JsonValueKind.Object && service.TryGetProperty("readyWhen", out var ready))
        {
            task.ReadyLog = ready.ValueKind == JsonValueKind.Object && ready.TryGetProperty("lineMatches", out var line) && line.ValueKind == JsonValueKind.String ? line.GetString() : null;
            if (task.ReadyLog is null)
            {
                task.Todo($"readyWhen: {ready}", "ready");
            }
        }
    }

    private static void ReadFiles(ImportedTask task, JsonElement script, string path)
    {
        var files = script.TryGetProperty("files", out var read) ? Patterns(script, read) : null;
        var output = script.TryGetProperty("output", out var written) ? Patterns(script, written) : null;
        if (task.IsService || task.Command is null)
        {
            if (files?.Count > 0)
            {
                task.Todo($"files: {string.Join(' ', files)}: a {(task.IsService ? "service" : "group")} has no 'inputs' here");
            }

            return;
        }

        if (files is null || output is null)
        {
            // Unless both are given, wireit always runs the script.
            if ((files ?? output) is { Count: > 0 } only)
            {
                task.Todo($"{(files is null ? "output" : "files")}: {string.Join(' ', only)}: with {(files is null ? "'outputs' alone" : "'inputs' alone")} dagrs would skip it when nothing has changed; wireit runs it every time");
            }

            return;
        }

        files.AddRange(script.TryGetProperty("packageLocks", out var locks) ? PackageText.Texts(locks) : FoundLocks(path));
        task.Inputs = files.Any(file => file[0] != '!') ? files : null;
        task.Outputs = output;
        task.IsCached = task.Inputs is not null && output.Count > 0;
        if (task.Inputs is null && output.Count == 0)
        {
            task.Todo("'files: []' and 'output: []': wireit runs it once and never again; dagrs runs it every time");
            task.Outputs = [];
        }

        if (task.IsCached && script.TryGetProperty("clean", out var clean) && clean.ValueKind != JsonValueKind.True)
        {
            task.CleansItself = true;
            if (clean.ValueKind == JsonValueKind.String)
            {
                task.Todo($"clean: {clean}: old outputs are never removed here; without 'clean: false' they always are", "clean");
            }
        }
    }

    private static List<string> Patterns(JsonElement script, JsonElement list)
    {
        var patterns = PackageText.Texts(list).SelectMany(Braces.Expand).Select(pattern => pattern.TrimStart('/')).Where(pattern => pattern.Length > 0).ToList();
        var isWide = patterns.Any(pattern => pattern is "." or "./" || pattern.Split('/')[0].AsSpan().ContainsAny('*', '?', '['));
        if (isWide && !(script.TryGetProperty("allowUsuallyExcludedPaths", out var all) && all.ValueKind == JsonValueKind.True))
        {
            patterns.AddRange(UsuallyExcluded.Where(folder => folder != ".git").Select(folder => "!" + folder));
        }

        return patterns;
    }

    // In this package or a parent folder, where wireit looks for them.
    private static IEnumerable<string> FoundLocks(string path)
    {
        var up = "";
        for (var folder = path == "-" ? null : Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var name in Locks.Where(name => File.Exists(Path.Combine(folder, name))))
            {
                yield return up + name;
            }

            up += "../";
        }
    }

    [GeneratedRegex(@"^\s*(?:wireit|yarn run -TB wireit|(?:\.\./)+node_modules/\.bin/wireit)\s*$")]
    private static partial Regex Call();
}
