using System.Text;
using Dagrs.Cli.Tests.Support;
using Dagrs.Core.Model;
using YamlDotNet.RepresentationModel;

namespace Dagrs.Cli.Tests;

/// <summary>action.yml and docs/ci/gitlab.yml, carried out by bash as the two systems do it, with releases that lie in a folder.</summary>
public sealed class CiFilesTests : IDisposable
{
    private const string Tasks = "dagrs:\n  hello: { name: Hello, cmd: echo it works }\n  other: { name: Other, cmd: echo another }\n";

    private static readonly YamlMappingNode Action = Read("action.yml");
    private static readonly YamlMappingNode Job = (YamlMappingNode)Read("docs", "ci", "gitlab.yml")["dagrs"];

    private readonly TempFolder _folder = new();

    public CiFilesTests() => _folder.Write("dagrs.yaml", Tasks);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_action_runs_a_program_that_is_there()
    {
        var (exitCode, output) = await ActAsync(("binary", Paths.Dagrs));
        Assert.True(exitCode == 0, output);
        Assert.Contains("::group::", output, StringComparison.Ordinal);
        Assert.Contains("it works", output, StringComparison.Ordinal);
        Assert.Contains("Hello", _folder.Read("summary.md"), StringComparison.Ordinal);
    }

    [FactNeeding("curl")]
    public async Task The_action_takes_the_tarball_of_a_release()
    {
        await PackAsync($"v{ProductVersion.Text}", $"dagrs-{ProductVersion.Text}-linux-amd64");
        var (exitCode, output) = await ActAsync(("releases", $"file://{_folder.Path}/releases"), ("file", "dagrs.yaml"), ("args", "--only hello"));
        Assert.True(exitCode == 0, output);
        Assert.Contains("from the release", output, StringComparison.Ordinal);
        Assert.Contains("it works", output, StringComparison.Ordinal);
        Assert.DoesNotContain("another", output, StringComparison.Ordinal);
    }

    [FactNeeding("curl")]
    public async Task The_action_says_which_release_is_lacking()
    {
        var (exitCode, output) = await ActAsync(("releases", $"file://{_folder.Path}/releases"), ("version", "9.9.9"));
        Assert.Equal(1, exitCode);
        Assert.Contains($"::error title=dagrs::there is no dagrs-9.9.9-linux-amd64.tar.gz below file://{_folder.Path}/releases/v9.9.9", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_action_says_that_the_program_is_lacking()
    {
        var (exitCode, output) = await ActAsync(("binary", "no/such/dagrs"));
        Assert.Equal((1, "::error title=dagrs::there is no program no/such/dagrs\n"), (exitCode, output));
    }

    [Fact]
    public async Task Words_of_an_input_are_never_run()
    {
        var (exitCode, output) = await ActAsync(("binary", Paths.Dagrs), ("args", "$(touch${IFS}a) `touch${IFS}b` *"), ("file", "dagrs.yaml;touch c"));
        Assert.Equal(3, exitCode);
        Assert.Contains("dagrs.yaml;touch c", output, StringComparison.Ordinal);
        Assert.All(new[] { "a", "b", "c" }, name => Assert.False(File.Exists(_folder[name]), name));
    }

    [Fact]
    public void Both_name_the_version_of_the_project()
    {
        Assert.Equal(ProductVersion.Text, Text(Action["inputs"]["version"]["default"]));
        Assert.Equal(ProductVersion.Text, Text(Job["variables"]["DAGRS_VERSION"]));
    }

    [FactNeeding("curl")]
    public async Task The_job_of_GitLab_fetches_runs_and_reports()
    {
        await PackAsync("", $"dagrs-{ProductVersion.Text}-linux-amd64");
        var script = new StringBuilder($"export GITLAB_CI=true CI_PROJECT_DIR='{_folder.Path}' CI_COMMIT_REF_SLUG=main\n");
        foreach (var (name, value) in (YamlMappingNode)Job["variables"])
        {
            script.Append($"export {Text(name)}=\"{Text(value)}\"\n");
        }

        script.Append($"export DAGRS_RELEASES='file://{_folder.Path}/releases'\n");
        foreach (var line in ((YamlSequenceNode)Job["before_script"]).Concat((YamlSequenceNode)Job["script"]))
        {
            script.Append(Text(line)).Append('\n');
        }

        var (exitCode, output) = await Shell.RunAsync("bash", ["-eo", "pipefail"], script.ToString(), _folder);
        Assert.True(exitCode == 0, output);
        Assert.Contains("from the release", output, StringComparison.Ordinal);
        Assert.Contains("section_start:", output, StringComparison.Ordinal);
        Assert.Contains("name=\"hello\"", _folder.Read(Text(Job["artifacts"]["reports"]["junit"])), StringComparison.Ordinal);
        Assert.All((YamlSequenceNode)Job["artifacts"]["paths"], path => Assert.True(File.Exists(_folder[Text(path)]), Text(path)));
        Assert.All((YamlSequenceNode)Job["cache"]["paths"], path => Assert.Contains(Text(path)[".dagrs/".Length..], "state cache", StringComparison.Ordinal));
    }

    // Each step in a bash of its own, with the variables and the PATH that the steps before have asked for.
    private async Task<(int ExitCode, string Output)> ActAsync(params (string Name, string Value)[] inputs)
    {
        var all = new StringBuilder();
        foreach (var step in (YamlSequenceNode)Action["runs"]["steps"])
        {
            var script = new StringBuilder($"export GITHUB_ACTIONS=true RUNNER_OS=Linux RUNNER_ARCH=X64 RUNNER_TEMP='{_folder["temp"]}' GITHUB_PATH='{_folder["path"]}' GITHUB_STEP_SUMMARY='{_folder["summary.md"]}'\n")
                .Append("touch \"$GITHUB_PATH\"; PATH=$(tr '\\n' : <\"$GITHUB_PATH\")$PATH\n");
            foreach (var (name, value) in (YamlMappingNode)step["env"])
            {
                script.Append($"export {Text(name)}='{Value(Text(value), inputs)}'\n");
            }

            Assert.Equal("bash", Text(step["shell"]));
            var (exitCode, output) = await Shell.RunAsync("bash", ["--noprofile", "--norc", "-eo", "pipefail"], script.Append(Text(step["run"])).ToString(), _folder);
            all.Append(output);
            if (exitCode != 0)
            {
                return (exitCode, all.ToString());
            }
        }

        return (0, all.ToString());
    }

    // ${{ inputs.NAME }} and nothing else may stand in a step's variables.
    private static string Value(string expression, (string Name, string Value)[] inputs)
    {
        var name = expression.Replace("${{ inputs.", "", StringComparison.Ordinal).Replace(" }}", "", StringComparison.Ordinal);
        return inputs.Where(input => input.Name == name).Select(input => input.Value).FirstOrDefault(Text(Action["inputs"][name]["default"]));
    }

    private async Task PackAsync(string release, string name)
    {
        _folder.Write($"pack/{name}/bin/dagrs", $"#!/bin/sh\necho from the release >&2\nexec '{Paths.Dagrs}' \"$@\"\n");
        var (exitCode, output) = await Shell.RunAsync("bash", ["-e"], $"chmod +x pack/{name}/bin/dagrs; mkdir -p 'releases/{release}'; tar -C pack -czf 'releases/{release}/{name}.tar.gz' {name}", _folder);
        Assert.True(exitCode == 0, output);
    }

    private static YamlMappingNode Read(params string[] path)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine([Paths.Repository, .. path]));
        stream.Load(text);
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
