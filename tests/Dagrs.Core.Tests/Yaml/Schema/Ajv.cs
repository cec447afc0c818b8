using System.Text.Json.Nodes;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Yaml.Schema;

/// <summary>The validator that most editors' own is compared with, run by node. npm brings it into artifacts/, which git does not see.</summary>
internal static class Ajv
{
    private const string Script =
        """
        const { default: Ajv2020 } = require('ajv/dist/2020');
        const { schema, documents } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
        const accepts = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, strictTuples: false, validateSchema: true }).compile(schema);
        console.log(JSON.stringify(documents.map(document => accepts(document))));
        """;

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "node");

    /// <summary>Null when everything is there, otherwise what is missing.</summary>
    public static async Task<string?> MissingAsync()
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules", "ajv")))
        {
            return null;
        }

        Directory.CreateDirectory(Folder);
        var (exitCode, _) = await RunAsync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", Folder, "ajv@8"], "");
        return exitCode == 0 ? null : "npm cannot install ajv on this machine";
    }

    /// <summary>Checks the schema itself, then each document by it.</summary>
    public static async Task<IReadOnlyList<bool>> AcceptsAsync(JsonNode schema, IEnumerable<JsonNode?> documents)
    {
        var input = new JsonObject { ["schema"] = schema.DeepClone(), ["documents"] = new JsonArray([.. documents]) };
        var (exitCode, output) = await RunAsync("node", ["-e", Script], input.ToJsonString());
        Assert.True(exitCode == 0, $"node ended with {exitCode}:\n{output}");
        return [.. JsonNode.Parse(output)!.AsArray().Select(verdict => verdict!.GetValue<bool>())];
    }

    private static Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, string input) => OtherProgram.RunAsync(Folder, program, arguments, input);
}
