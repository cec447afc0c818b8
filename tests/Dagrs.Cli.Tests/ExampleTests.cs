using Dagrs.Cli.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Cli.Tests;

/// <summary>Each file of examples/yaml, run as its first lines say, against a transcript that somebody has read.</summary>
public sealed class ExampleTests(ITestOutputHelper says)
{
    private static readonly string Folder = Example.Folder;

    [Fact]
    public Task The_example_of_the_seed_runs() => RunAsync("correct");

    [LongFact]
    public Task The_diamond_runs() => RunAsync("diamond");

    [LongFact]
    public Task The_example_of_outputs_that_are_handed_on_runs() => RunAsync("etl");

    [LongFact]
    public Task The_checks_run_and_one_of_them_fails() => RunAsync("checks");

    [LongFact]
    public Task The_release_runs() => RunAsync("release");

    // What dotnet itself prints differs from SDK to SDK, so of the first three tasks only the fate is compared.
    [LongFact]
    public Task The_dotnet_pipeline_runs() => RunAsync("dotnet-pipeline");

    [LongFact]
    public Task The_CI_of_a_dotnet_library_runs() => RunAsync("dotnet-ci");

    [LongFact]
    public Task The_checks_of_a_python_project_run() => RunAsync("python-checks");

    [LongFact]
    public Task A_front_end_and_a_back_end_that_include_a_third_run() => RunAsync("web");

    [LongFact]
    public Task The_guarded_release_runs() => RunAsync("guarded-release");

    [LongFact]
    public Task The_release_by_hand_runs_without_a_terminal() => RunAsync("interactive");

    [LongFact]
    public Task The_data_pipeline_runs() => RunAsync("data-pipeline");

    [LongFact]
    public Task The_deployment_to_one_of_three_environments_runs() => RunAsync("environments");

    [LongFact]
    public Task The_backup_fails_and_tidies_up() => RunAsync("backup");

    [LongFact]
    public Task The_many_services_run() => RunAsync("monorepo");

    [LongFact]
    public Task The_tasks_that_say_what_they_read_and_write_run() => RunAsync("second-run");

    [LongFact]
    public Task The_web_server_is_tested() => RunAsync("http-server");

    [LongFact]
    public Task Redis_is_tested() => RunAsync("redis");

    [LongFactNeeding(Needs.Postgres)]
    public Task PostgreSQL_is_tested() => RunAsync("postgres");

    [LongFact]
    public void Every_example_is_run_by_a_test() => Assert.Equal(
        Example.All.Select(example => example.Name).Order(StringComparer.Ordinal),
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

    private async Task RunAsync(string name)
    {
        var example = Example.All.Single(each => each.Name == name);
        if (example.MissingTool is { } missing)
        {
            says.WriteLine($"left out: examples/yaml/{name}.yaml, which needs {missing}; there is none on this machine");
            return;
        }

        var ran = await example.RunAsync(null, "-j", "1"); // one task at a time, so that there is only one transcript
        Approved.Check("example-" + name, example.Shown(ran));
    }
}
