using System.Text.Json;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Import;

/// <summary>
/// A file of another tool as people have them, in a folder of its own: beside it lies the approved dagrs.yaml (<c>approved.yaml</c>), and what a dry run must show
/// (<c>plan.txt</c>): wave, id, what it comes after, commands.
/// </summary>
internal sealed class ImportedFixture(string kind, string name)
{
    private static readonly Dictionary<string, string> Files = new() { ["make"] = "Makefile", ["go-task"] = "Taskfile.yml", ["npm"] = "package.json", ["github"] = ".github/workflows/ci.yml" };

    public static TheoryData<string> Of(string kind) => [.. Directory.GetDirectories(Path.Combine(Root, kind)).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    private static string Root { get; } = Path.Combine(Paths.Repository, "tests", "fixtures", "import");

    /// <summary>The name of the file, as <c>dagrs import</c> gets it.</summary>
    public string File => Files[kind];

    public string Text { get; } = System.IO.File.ReadAllText(Path.Combine(Root, kind, name, Path.GetFileName(Files[kind])));

    /// <summary>Imports it in a folder; the result lies there as dagrs.yaml.</summary>
    public async Task<string> ImportAsync(TempFolder folder)
    {
        var ran = await new DagrsTest("import", File).File(File, Text).In(folder).ComplainsOf("").RunAsync();
        folder.Write("dagrs.yaml", ran.Out);
        var todos = ran.Lines.Count(line => line.TrimStart().StartsWith("# TODO dagrs: ", StringComparison.Ordinal));
        Assert.Equal(todos == 0 ? "" : $"dagrs: warn: {(todos == 1 ? "1 line '# TODO dagrs:' says" : $"{todos} lines '# TODO dagrs:' say")} what could not be converted exactly\n", ran.Error);
        return ran.Out;
    }

    /// <summary>Fails when a text is not the one that lies beside the file, and leaves it there as .received.</summary>
    public void Check(string file, string text)
    {
        var approved = Path.Combine(Root, kind, name, file);
        var received = Path.ChangeExtension(approved, ".received" + Path.GetExtension(file));
        var expected = System.IO.File.Exists(approved) ? System.IO.File.ReadAllText(approved) : "";
        if (expected == text)
        {
            System.IO.File.Delete(received);
            return;
        }

        System.IO.File.WriteAllText(received, text);
        Assert.Equal(expected, text);
    }

    /// <summary>What a dry run of all tasks shows, a line for each.</summary>
    public static async Task<string> PlanAsync(TempFolder folder)
    {
        // Some files must be given values.
        var ran = await new DagrsTest("plan", "--format", "json", "*").In(folder).Environment("GOOS", "linux").Environment("GOARCH", "amd64").Environment("LEVEL", "minor").ComplainsOf("").RunAsync();
        using var plan = JsonDocument.Parse(ran.Out);
        return string.Concat(plan.RootElement.GetProperty("tasks").EnumerateArray().Select(LineOf));
    }

    private static string LineOf(JsonElement task)
    {
        var after = string.Join(' ', task.GetProperty("after").EnumerateArray().Select(id => id.GetString()));
        var command = task.TryGetProperty("argv", out var argv) && argv.ValueKind == JsonValueKind.Array ? argv.EnumerateArray().Select(word => word.GetString()!).ToArray() : [];
        var text = command.Length == 0 ? "-" : command[Array.FindIndex(command, word => word.Length > 1 && word[0] == '-' && word[^1] == 'c') + 1];
        return $"{task.GetProperty("wave").GetInt32()} {task.GetProperty("id").GetString()}{(after.Length > 0 ? " <- " + after : "")}: {text.TrimEnd('\n').Replace("\n", "\n    ")}\n";
    }
}
