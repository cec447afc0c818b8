using System.Collections.Frozen;

namespace Dagrs.Core.Yaml;

/// <summary>What other runners call the keys that dagrs has, for those who come from there. None of these words is a key here.</summary>
internal static class ForeignKeys
{
    private static readonly FrozenDictionary<string, string> Meanings = new (string Key, string[] Words)[]
    {
        ("after", ["needs", "deps", "depends", "dependsOn", "dependencies", "requires", "prerequisites", "runAfter", "upstream", "waitFor"]),
        ("cmd", ["run", "runs", "script", "command", "commands", "cmds", "exec", "sh", "steps"]),
        ("dir", ["cwd", "directory", "folder", "workdir", "workingDir", "workingDirectory", "chdir"]),
        ("env", ["environment", "envs", "environ", "variables"]),
        ("name", ["title", "displayName"]),
        ("desc", ["description", "summary", "help"]),
        ("tags", ["labels", "tag"]),
        ("timeout", ["timeoutMinutes", "timeoutSeconds", "maxDuration"]),
        ("retry", ["retries", "attempts"]),
        ("allow-failure", ["continueOnError", "continueOn", "ignoreError", "ignoreErrors", "ignoreFailure"]),
        ("shell", ["interpreter"]),
        ("dagrs", ["tasks", "jobs", "targets", "stages", "pipeline"]),
    }.SelectMany(meaning => meaning.Words, (meaning, word) => (Word: Bare(word), meaning.Key)).ToFrozenDictionary(pair => pair.Word, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The key that the word stands for elsewhere, if it is one of these.</summary>
    /// <param name="word">Any text; hyphens, underscores and case make no difference.</param>
    /// <param name="keys">Those that may stand at this place.</param>
    public static string? Meaning(string word, IEnumerable<string> keys) =>
        word.Length <= 32 && Meanings.TryGetValue(Bare(word), out var key) && keys.Contains(key) ? key : null;

    private static string Bare(string word) =>
        word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
