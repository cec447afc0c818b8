
namespace Dagrs.Cli.Tests.Support;

/// <summary>A file of examples/yaml and how it is run in a test: in a copy of the folder, so that what it leaves behind can be seen.</summary>
/// <param name="Name">The file's, without its end.</param>
internal sealed record Example(string Name)
{
    public static readonly string Folder = Path.Combine(Paths.Repository, "examples", "yaml");

    /// <summary>One for each file.</summary>
    public static IReadOnlyList<Example> All { get; } =
    [
        new("correct") { Needs = ["python3", "node"] },
        new("diamond"),
        new("etl"),
        new("checks") { ExitCode = 1, Arguments = ["-k"] },
        new("release"),
        new("dotnet-pipeline") { Needs = ["dotnet"], Silent = ["restore", "build", "pack"] },
        new("dotnet-ci") { Needs = ["dotnet"], Silent = ["restore", "build[config=Debug]", "build[config=Release]", "pack"] },
        new("python-checks") { Needs = ["python3"] },
        new("web"),
        new("guarded-release") { Arguments = ["publish", "-y"], Variable = ("SHOP_TOKEN", "sesame-42") },
        new("interactive"),
        new("data-pipeline") { Needs = ["bash"], Arguments = ["--set", "day=2025-11-25"] },
        new("environments") { Arguments = ["deploy", "--set", "target=production", "--", "--dry-run", "two words"] },
        new("backup") { ExitCode = 1, Arguments = ["--set", "damage=yes"] },
        new("monorepo"),
        new("second-run"),
        new("http-server") { Needs = ["python3"], HasPort = true },
        new("redis") { Needs = ["redis-server", "redis-cli"], HasPort = true },
        new("postgres") { HasPort = true, UsesPostgres = true },
    ];

    public int ExitCode { get; private init; }

    public string[] Arguments { get; private init; } = [];

    /// <summary>Programs.</summary>
    public string[] Needs { get; private init; } = [];

    /// <summary>Tasks of which only the fate is compared, because what their programs print differs from version to version.</summary>
    public string[] Silent { get; private init; } = [];

    public (string Name, string Value)? Variable { get; private init; }

    /// <summary>True for one with a parameter 'port', which gets a free one.</summary>
    public bool HasPort { get; private init; }

    public bool UsesPostgres { get; private init; }

    /// <summary>What it needs and is not here; null: nothing.</summary>
    public string? MissingTool => UsesPostgres && Postgres.Programs is null ? "PostgreSQL" : Needs.FirstOrDefault(tool => !Paths.Has(tool));

    /// <summary>Runs it and looks that nothing is left but what git ignores.</summary>
    /// <param name="change">What is different this time.</param>
    /// <param name="more">Further arguments.</param>
    public async Task<Ran> RunAsync(Func<DagrsTest, DagrsTest>? change, params string[] more)
    {
        using var folder = new TempFolder();
        Copy(Folder, folder["examples/yaml"]);
        Copy(Path.Combine(Paths.Repository, "tests", "config"), folder["tests/config"]);

        using var marker = new Marker();
        var test = new DagrsTest(["--yaml", $"examples/yaml/{Name}.yaml", .. more, .. HasPort ? new[] { "--set", $"port={FreePort.Next()}" } : [], .. Arguments]);
        _ = HasPort ? test.Mark(marker) : test;
        _ = (Variable ?? (UsesPostgres ? ("PATH", Postgres.PathFor(folder)) : null)) is { } given ? test.Environment(given.Name, given.Value) : test;
        var before = Tracked(folder);
        var ran = await (change is null ? test : change(test)).In(folder).Limit(TimeSpan.FromMinutes(3)).ExitsWith(ExitCode).RunAsync();
        Assert.Equal(before, Tracked(folder));
        Assert.True(!HasPort || marker.Alive.Count == 0, "left: " + string.Join("; ", marker.Alive));
        return ran;
    }

    /// <summary>What of its output is the same everywhere.</summary>
    public string Shown(Ran ran) =>
        string.Join('\n', Normal.Text(ran.Out).Split('\n').Where(line => !Silent.Any(task => line.StartsWith($"[{task}]", StringComparison.Ordinal))));

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
