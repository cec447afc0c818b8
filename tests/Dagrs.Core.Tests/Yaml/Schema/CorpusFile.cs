using System.Text.Json.Nodes;
using Dagrs.Core.Definition;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Yaml.Schema;

/// <summary>A file of tests/fixtures/corpus, and what the parser says of it.</summary>
internal sealed class CorpusFile
{
    // What only the parser can know, such as names: the first line of the file says so.
    private const string BeyondMark = "# beyond a schema: ";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "fixtures", "corpus");

    private CorpusFile(string path)
    {
        Name = Path.GetRelativePath(Folder, path).Replace('\\', '/');
        Text = File.ReadAllText(path);
    }

    public static IReadOnlyList<CorpusFile> All { get; } =
        [.. Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new CorpusFile(path))];

    public string Name { get; }

    public string Text { get; }

    public bool IsValid => Name.StartsWith("valid/", StringComparison.Ordinal);

    public bool IsBeyondSchema => Text.StartsWith(BeyondMark, StringComparison.Ordinal);

    /// <summary>The file as an editor sees it.</summary>
    public JsonNode? Json => YamlAsJson.Of(Text);

    /// <summary>What the parser finds; none when the file is right.</summary>
    public IReadOnlyList<Problem> Problems()
    {
        try
        {
            Resolver.Resolve(WorkflowFile.Parse(Text, Name));
            return [];
        }
        catch (InvalidFileException wrong)
        {
            return wrong.Problems;
        }
    }

    public override string ToString() => Name;
}
