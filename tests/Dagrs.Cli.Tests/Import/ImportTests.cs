using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Import;

/// <summary>Files of other tools, as people have them, as files of tasks: the result, that it is accepted, and what a dry run of it shows.</summary>
public sealed class ImportTests
{
    public static TheoryData<string> Npm => ImportedFixture.Of("npm");

    [Theory]
    [MemberData(nameof(Npm))]
    public Task A_package_json_is_imported(string name) => CheckAsync("npm", name);

    public static TheoryData<string> GitHub => ImportedFixture.Of("github");

    [Theory]
    [MemberData(nameof(GitHub))]
    public Task A_workflow_of_GitHub_is_imported(string name) => CheckAsync("github", name);

    public static TheoryData<string> GoTask => ImportedFixture.Of("go-task");

    [Theory]
    [MemberData(nameof(GoTask))]
    public Task A_Taskfile_is_imported(string name) => CheckAsync("go-task", name);

    public static TheoryData<string> Make => ImportedFixture.Of("make");

    [Theory]
    [MemberData(nameof(Make))]
    public Task A_Makefile_is_imported(string name) => CheckAsync("make", name);

    private static async Task CheckAsync(string kind, string name)
    {
        using var folder = new TempFolder();
        var fixture = new ImportedFixture(kind, name);
        var yaml = await fixture.ImportAsync(folder);
        var check = await new DagrsTest("check", "--format", "json").In(folder).ComplainsOf("").RunAsync();
        Assert.DoesNotContain("\"level\": \"error\"", check.Out, StringComparison.Ordinal);
        var plan = await ImportedFixture.PlanAsync(folder);
        Assert.Multiple(() => fixture.Check("approved.yaml", yaml), () => fixture.Check("plan.txt", plan));
    }
}
