using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Names as messages show them: in single quotes, on one line, of limited length.</summary>
internal static class Quoted
{
    private const int LongestName = 100;

    public static string Name(string name) => $"'{OneLine.Of(name, LongestName)}'";

    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Name));
}
