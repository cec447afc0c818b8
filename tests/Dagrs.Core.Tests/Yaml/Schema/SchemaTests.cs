using System.Text;
using System.Text.Json.Nodes;
using Dagrs.Core.Tests.Support;
using Dagrs.Core.Yaml;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Yaml.Schema;

/// <summary>The schema for editors: equal to the file in the repository, and of one mind with the parser about every file of the corpus.</summary>
public sealed class SchemaTests(ITestOutputHelper says)
{
    private static readonly string Text = Write();
    private static readonly JsonObject Schema = JsonNode.Parse(Text)!.AsObject();

    public static TheoryData<string> Valid { get; } = [.. CorpusFile.All.Where(file => file.IsValid).Select(file => file.Name)];

    public static TheoryData<string> Invalid { get; } = [.. CorpusFile.All.Where(file => !file.IsValid).Select(file => file.Name)];

    [Fact]
    public void The_schema_in_the_repository_is_that_of_the_parser()
    {
        var path = Path.Combine(Repository.Root, "schema", "dagrs.schema.json");
        Assert.True(File.Exists(path) && File.ReadAllText(path) == Text, "write it anew: dotnet run --project src/Dagrs.Cli -- schema > schema/dagrs.schema.json");
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_right_file_is_right_for_the_parser_and_for_the_schema(string name)
    {
        var file = CorpusFile.All.Single(file => file.Name == name);
        Assert.Equal([], file.Problems().Select(TaskFile.Line));
        Assert.True(new SchemaJudge(Schema).Accepts(file.Json));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_wrong_file_is_wrong_for_the_parser_and_for_the_schema_if_it_can_know(string name)
    {
        var file = CorpusFile.All.Single(file => file.Name == name);
        Assert.NotEmpty(file.Problems());
        Assert.Equal(file.IsBeyondSchema, new SchemaJudge(Schema).Accepts(file.Json));
    }

    [LongFact]
    public async Task Another_validator_agrees_about_every_file()
    {
        if (await Ajv.MissingAsync() is { } missing)
        {
            says.WriteLine($"left out: the second opinion of ajv; {missing}");
            return;
        }

        var verdicts = await Ajv.AcceptsAsync(Schema, CorpusFile.All.Select(file => file.Json));
        Assert.Equal(
            CorpusFile.All.Select(file => (file.Name, file.IsValid || file.IsBeyondSchema)),
            CorpusFile.All.Zip(verdicts, (file, verdict) => (file.Name, verdict)));
    }

    [Fact]
    public void The_corpus_uses_every_key()
    {
        var valid = string.Join('\n', CorpusFile.All.Where(file => file.IsValid).Select(file => file.Text));
        string[] keys =
        [
            .. Keys.OfFile.Keys, .. Keys.OfTask.Keys, .. Keys.OfDefaults.Keys, .. Keys.OfRetry.Keys, .. Keys.OfParameter.Keys, .. Keys.OfEnvFile.Keys, .. Keys.OfMatrix.Keys,
            .. Keys.OfMatrixSource.Keys, .. Keys.OfResources.Keys, .. Keys.OfCluster.Keys,
        ];
        Assert.Equal([], keys.Distinct().Where(key => !valid.Contains(key + ":", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_key_says_what_it_means_in_a_line()
    {
        Key[] keys =
        [
            .. Keys.OfFile, .. Keys.OfTask, .. Keys.OfDefaults, .. Keys.OfRetry, .. Keys.OfParameter, .. Keys.OfEnvFile, .. Keys.OfInclude, .. Keys.OfMatrix, .. Keys.OfMatrixSource,
            .. Keys.OfResources, .. Keys.OfCluster,
        ];
        Assert.All(keys, key => Assert.Matches("^[a-z'][^\n]*[^.\n]$", key.Summary));
    }

    [Fact]
    public void A_judge_that_meets_an_unknown_keyword_says_so() =>
        Assert.Throws<InvalidOperationException>(() => new SchemaJudge(new JsonObject { ["oneOf"] = new JsonArray() }).Accepts(null));

    private static string Write()
    {
        using var text = new MemoryStream();
        WorkflowSchema.Write(text);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
