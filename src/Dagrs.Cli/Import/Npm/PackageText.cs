using System.Text.Json;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Import.Npm;

/// <summary>Parses JSON, and reports errors like those of a task file.</summary>
internal static class PackageText
{
    /// <exception cref="InvalidFileException">It is not JSON.</exception>
    public static JsonDocument Read(SourceText source)
    {
        try
        {
            return JsonDocument.Parse(source.Bytes);
        }
        catch (JsonException wrong)
        {
            var message = wrong.Message.Split(" LineNumber:")[0].TrimEnd('.');
            var column = (int)(wrong.BytePositionInLine ?? 0) + 1;
            throw ImportProblem.Of(source, ProblemCode.Syntax, new((int)(wrong.LineNumber ?? 0) + 1, column, column + 1), $"not valid JSON: {OneLine.Of(message, 300)}");
        }
    }

    /// <summary>The strings of an array; empty for anything else.</summary>
    public static IEnumerable<string> Texts(JsonElement list) =>
        list.ValueKind != JsonValueKind.Array ? [] : list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);
}
