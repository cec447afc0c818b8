using System.CommandLine;

namespace Dagrs.Console.Options;

/// <summary>The option <c>--format</c> for output that is either for people or for programs.</summary>
internal static class ListFormats
{
    public const string OptionName = "--format";

    public static Option<ListFormat> CreateOption(string description) =>
        Choice.Option(OptionName, description, ("text", ListFormat.Text), ("json", ListFormat.Json));
}
