using System.Collections.Frozen;

namespace Dagrs.Core.Yaml;

/// <summary>Names that other runners use for keys of dagrs, to help people who come from there. None of them is a key here.</summary>
internal static class ForeignKeys
{
    private static readonly FrozenDictionary<string, string[]> Meanings = new (string Key, string[] Words)[]
    {
        ("after", ["needs", "deps", "depends", "dependsOn", "dependencies", "requires", "prerequisites", "runAfter", "upstream", "waitFor"]),
        ("cmd", ["run", "runs", "script", "command", "commands", "cmds", "exec", "sh", "steps"]),
        ("dir", ["cwd", "directory", "folder", "workdir", "workingDir", "workingDirectory", "chdir"]),
        ("params", ["parameters", "inputs", "vars", "arguments", "settings", "options"]),
        ("set", ["vars", "with", "params", "parameters", "variables", "arguments"]),
        ("env", ["environment", "envs", "environ", "variables", "vars"]),
        ("env-file", ["dotenv", "envFiles", "environmentFile", "dotenvFiles", "dotenvPath", "dotenvFilename"]),
        ("as", ["namespace", "prefix", "alias", "id"]),
        ("name", ["title", "displayName", "label"]),
        ("desc", ["description", "summary", "help", "doc"]),
        ("tags", ["labels", "tag"]),
        ("timeout", ["timeoutMinutes", "timeoutSeconds", "maxDuration"]),
        ("retry", ["retries", "attempts"]),
        ("allow-failure", ["continueOnError", "continueOn", "ignoreError", "ignoreErrors", "ignoreFailure"]),
        ("shell", ["interpreter"]),
        ("if", ["condition", "onlyIf", "runIf", "rules", "only", "preconditions", "precondition"]),
        ("when", ["runWhen", "runOn", "defer", "finally", "always", "afterScript", "triggerRule"]),
        ("matrix", ["strategy", "parallel", "forEach", "for", "withItems", "loop"]),
        ("results", ["exports", "returns"]),
        ("confirm", ["prompt", "ask", "approval", "confirmation"]),
        ("inputs", ["sources", "srcs", "src", "watch"]),
        ("outputs", ["generates", "artifacts", "outs", "products", "output"]),
        ("secrets", ["secret", "masked", "mask"]),
        ("resources", ["pool", "pools", "lock", "locks", "mutex", "concurrency", "resourceGroup", "resourceClass", "semaphore", "limits"]),
        ("include", ["includes", "import", "imports", "extends", "mod", "modules", "subprojects"]),
        ("default", ["defaultTask", "defaultTasks", "defaultTarget", "defaultTargets"]),
        ("defaults", ["defaultSettings", "common"]),
        ("file", ["path", "taskfile", "local", "source", "yaml"]),
        ("path", ["file", "filename"]),
        ("optional", ["required", "ignoreMissing"]),
        ("choices", ["options", "enum", "values", "allowed", "oneOf"]),
        ("dagrs", ["tasks", "jobs", "targets", "stages", "pipeline", "recipes"]),
    }.SelectMany(meaning => meaning.Words, (meaning, word) => (Word: Bare(word), meaning.Key))
        .GroupBy(pair => pair.Word, pair => pair.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>The key that a word of another runner corresponds to, if it is one of the given keys.</summary>
    /// <param name="word">Any text; hyphens, underscores and case are ignored.</param>
    /// <param name="keys">The keys that are allowed at this place.</param>
    public static string? Meaning(string word, IEnumerable<string> keys) =>
        word.Length <= 32 && Meanings.TryGetValue(Bare(word), out var meant) ? Array.Find(meant, key => keys.Contains(key)) : null;

    private static string Bare(string word) =>
        word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
