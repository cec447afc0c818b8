using Dagrs.Cli.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Cli.Tests;

/// <summary>Each file of examples/yaml, run as its first lines say, against a transcript that somebody has read.</summary>
public sealed class ExampleTests(ITestOutputHelper says)
{
    private static readonly string Folder = Path.Combine(Paths.Repository, "examples", "yaml");

    [Fact]
    public Task The_example_of_the_seed_runs() => RunAsync("correct", 0, needs: ["python3", "node"]);

    [LongFact]
    public Task The_diamond_runs() => RunAsync("diamond", 0);

    [LongFact]
    public Task The_example_of_outputs_that_are_handed_on_runs() => RunAsync("etl", 0);

    [LongFact]
    public Task The_checks_run_and_one_of_them_fails() => RunAsync("checks", 1, arguments: ["-k"]);

    [LongFact]
    public Task The_release_runs() => RunAsync("release", 0);

    // What dotnet itself prints differs from SDK to SDK, so of the first three tasks only the fate is compared.
    [LongFact]
    public Task The_dotnet_pipeline_runs() => RunAsync("dotnet-pipeline", 0, needs: ["dotnet"], silent: ["restore", "build", "pack"]);

    [LongFact]
    public Task The_CI_of_a_dotnet_library_runs() => RunAsync("dotnet-ci", 0, needs: ["dotnet"], silent: ["restore", "build[config=Debug]", "build[config=Release]", "pack"]);

    [LongFact]
    public Task The_checks_of_a_python_project_run() => RunAsync("python-checks", 0, needs: ["python3"]);

    [LongFact]
    public Task A_front_end_and_a_back_end_that_include_a_third_run() => RunAsync("web", 0);

    [LongFact]
    public Task The_guarded_release_runs() => RunAsync("guarded-release", 0, arguments: ["publish", "-y"], variable: ("SHOP_TOKEN", "sesame-42"));

    [LongFact]
    public Task The_release_by_hand_runs_without_a_terminal() => RunAsync("interactive", 0);

    [LongFact]
    public Task The_data_pipeline_runs() => RunAsync("data-pipeline", 0, arguments: ["--set", "day=2025-11-25"], needs: ["bash"]);

    [LongFact]
    public Task The_deployment_to_one_of_three_environments_runs() => RunAsync("environments", 0, arguments: ["deploy", "--set", "target=production", "--", "--dry-run", "two words"]);

    [LongFact]
    public Task The_backup_fails_and_tidies_up() => RunAsync("backup", 1, arguments: ["--set", "damage=yes"]);

    [LongFact]
    public Task The_many_services_run() => RunAsync("monorepo", 0);

    [LongFact]
    public Task The_tasks_that_say_what_they_read_and_write_run() => RunAsync("second-run", 0);

    [LongFact]
    public Task The_web_server_is_tested() => RunAsync("http-server", 0, needs: ["python3"], usualPort: "48080");

    [LongFact]
    public Task Redis_is_tested() => RunAsync("redis", 0, needs: ["redis-server", "redis-cli"], usualPort: "46379");

    [LongFactNeeding(Needs.Postgres)]
    public Task PostgreSQL_is_tested() => RunAsync("postgres", 0, usualPort: "45432", usesPostgres: true);

    [LongFact]
    public void Every_example_is_run_by_a_test() => Assert.Equal(
        ["backup", "checks", "correct", "data-pipeline", "diamond", "dotnet-ci", "dotnet-pipeline", "environments", "etl", "guarded-release", "http-server", "interactive", "monorepo", "postgres", "python-checks", "redis", "release", "second-run", "web"],
        Directory.GetFiles(Folder, "*.y*ml").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [LongFact]
    public void Every_example_but_that_of_the_seed_begins_with_how_to_run_it() => Assert.All(
        Directory.GetFiles(Folder, "*.yaml").Where(file => Path.GetFileName(file) != "correct.yaml"),
        file =>
        {
            var comment = string.Join('\n', File.ReadLines(file).TakeWhile(line => line.StartsWith('#')));
            Assert.Contains($"dagrs --yaml examples/yaml/{Path.GetFileName(file)}", comment, StringComparison.Ordinal);
        });

    [LongFact]
    public void The_example_of_the_seed_is_as_the_seed_has_it() =>
        Assert.Equal("5e34", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, "correct.yaml"))))[..4]);

    // One task at a time, so that there is only one transcript; in a copy, so that what it leaves behind can be seen.
    private async Task RunAsync(string name, int exitCode, string[]? arguments = null, string[]? needs = null, string[]? silent = null, (string Name, string Value)? variable = null, string? usualPort = null, bool usesPostgres = false)
    {
        if (needs?.FirstOrDefault(tool => !Paths.Has(tool)) is { } missing)
        {
            says.WriteLine($"left out: examples/yaml/{name}.yaml, which needs {missing}; there is none on this machine");
            return;
        }

        using var folder = new TempFolder();
        Copy(Folder, folder["examples/yaml"]);
        Copy(Path.Combine(Paths.Repository, "tests", "config"), folder["tests/config"]);

        var port = usualPort is null ? null : $"{FreePort.Next()}";
        using var marker = new Marker();
        var test = new DagrsTest(["--yaml", $"examples/yaml/{name}.yaml", "-j", "1", .. port is null ? [] : new[] { "--set", "port=" + port }, .. arguments ?? []]);
        _ = port is null ? test : test.Mark(marker);
        variable ??= usesPostgres ? ("PATH", Postgres.PathFor(folder)) : null;
        var before = Tracked(folder);
        var ran = await (variable is { } given ? test.Environment(given.Name, given.Value) : test)
            .In(folder)
            .Limit(TimeSpan.FromMinutes(3))
            .ExitsWith(exitCode)
            .RunAsync();

        var shown = Normal.Text(ran.Out).Split('\n').Where(line => silent?.Any(task => line.StartsWith($"[{task}]", StringComparison.Ordinal)) != true);
        Approved.Check("example-" + name, string.Join('\n', shown));
        Assert.Equal(before, Tracked(folder));
        Assert.True(usualPort is null || marker.Alive.Count == 0, "left: " + string.Join("; ", marker.Alive));
    }

    // What git would see: .gitignore names these three.
    private static List<string> Tracked(TempFolder folder) =>
    [
        .. Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.Path, file))
            .Where(file => !file.Split('/').Any(part => part is "artifacts" or "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(from, file);
            if (!path.Split('/').Any(part => part is "bin" or "obj"))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, path))!);
                File.Copy(file, Path.Combine(to, path));
            }
        }
    }
}
