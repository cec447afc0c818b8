using System.Text.RegularExpressions;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary><c>dagrs init</c> and <c>dagrs schema</c>: what a beginner starts with.</summary>
public sealed class InitTests
{
    [Fact]
    public async Task The_first_file_runs()
    {
        using var folder = new TempFolder();
        await new DagrsTest("init").In(folder).Prints("wrote dagrs.yaml; now try 'dagrs'").RunAsync();
        await new DagrsTest("check").In(folder).PrintsNothing().RunAsync();
        await new DagrsTest("-j1").In(folder)
            .PrintsLine("[summary] hello")
            .PrintsLine("[summary] there are 1 files and folders here")
            .PrintsLine("4 tasks: 4 succeeded in {time}")
            .RunAsync();
        Assert.Contains("\n# Tasks", "\n" + folder.Read("dagrs.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_command_that_it_advises_works()
    {
        using var folder = new TempFolder();
        await new DagrsTest("init").In(folder).RunAsync();
        var advised = Regex.Matches(folder.Read("dagrs.yaml"), "^#   dagrs ?([a-z]*) ", RegexOptions.Multiline).Select(line => line.Groups[1].Value).ToList();
        Assert.Equal(4, advised.Count);
        foreach (var word in advised)
        {
            var ran = await new DagrsTest(word.Length == 0 ? [] : [word]).In(folder).RunAsync();
            Assert.True(ran.ExitCode == 0, $"dagrs {word}: {ran.Error}");
        }
    }

    [Theory]
    [InlineData("dagrs.yaml")]
    [InlineData("dagrs.yml")]
    public Task A_file_that_exists_is_left_as_it_is(string name) => new DagrsTest("init").File(name, "mine\n").ExitsWith(2).PrintsNothing()
        .Complains($"dagrs: error: '{name}' already exists and was not changed")
        .Leaves(name, "mine")
        .Expect(ran => Assert.Equal(2, ran.ExitCode))
        .RunAsync();

    [Fact]
    public async Task It_goes_to_the_other_folder_first_and_minds_no_file_above()
    {
        using var folder = new TempFolder();
        folder.Write("sub/keep", "");
        await new DagrsTest("init", "-C", "sub").In(folder).File("dagrs.yaml", "mine").PrintsLine("wrote dagrs.yaml; now try 'dagrs'").RunAsync();
        Assert.True(folder.Has("sub/dagrs.yaml"));
        Assert.Equal("mine", folder.Read("dagrs.yaml"));
    }

    [Fact]
    public async Task It_may_be_given_another_name()
    {
        using var folder = new TempFolder();
        await new DagrsTest("init", "-f", "ci.yaml").In(folder).Prints("wrote ci.yaml; now try 'dagrs --yaml ci.yaml'").RunAsync();
        await new DagrsTest("init", "-f", "ci.yaml").In(folder).ExitsWith(2).Complains("dagrs: error: 'ci.yaml' already exists and was not changed").RunAsync();
    }

    [Fact]
    public Task A_folder_of_that_name_is_no_file_to_write() =>
        new DagrsTest("init", "-f", "sub").File("sub/x", "").ExitsWith(2).ComplainsOf("dagrs: error: ").RunAsync();

    [Fact]
    public Task A_folder_that_does_not_exist_is_told() =>
        new DagrsTest("init", "-f", "no/dagrs.yaml").ExitsWith(2).Complains("dagrs: error: cannot write 'no/dagrs.yaml': its folder does not exist").RunAsync();

    [Fact]
    public Task Standard_input_is_no_place_for_it() =>
        new DagrsTest("init", "-f", "-").ExitsWith(2).Complains("dagrs: error: a new file cannot go to standard input").RunAsync();

    [Fact]
    public Task The_schema_is_the_file_in_the_repository() => new DagrsTest("schema")
        .Expect(ran => Assert.Equal(File.ReadAllText(Path.Combine(Paths.Repository, "schema", "dagrs.schema.json")), ran.Out))
        .RunAsync();
}
