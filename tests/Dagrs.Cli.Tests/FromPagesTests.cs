using System.Text.RegularExpressions;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Every dagrs.yaml of the pages for people who come from other tools is one that dagrs accepts; their commands are followed by tests/docs/walk.py.</summary>
public sealed partial class FromPagesTests
{
    private static readonly string[] Tools = ["dagu", "github-actions", "go-task", "just", "make", "npm-scripts"];

    public static TheoryData<string, int> Files()
    {
        var files = new TheoryData<string, int>();
        foreach (var page in Pages())
        {
            for (var index = 0; index < FilesOf(page).Count; index++)
            {
                files.Add(Path.GetFileName(page), index);
            }
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public Task Its_file_is_accepted(string page, int index) =>
        DagrsTest.Of(FilesOf(Path.Combine(Folder, page))[index], "check", "--format", "json")
            .Prints("[]")
            .ComplainsOf("") // anything: that a task bears the name of the command, say
            .RunAsync();

    [Fact]
    public void Every_tool_has_a_page_with_a_file() =>
        Assert.Equal(Tools, Pages().Where(page => FilesOf(page).Count > 0).Select(Path.GetFileNameWithoutExtension));

    private static string Folder => Path.Combine(Paths.Repository, "docs", "from");

    private static IEnumerable<string> Pages() => Directory.GetFiles(Folder, "*.md").Order(StringComparer.Ordinal);

    private static List<string> FilesOf(string page) =>
        [.. DagrsFile().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("<!-- file: dagrs.yaml -->\n```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex DagrsFile();
}
