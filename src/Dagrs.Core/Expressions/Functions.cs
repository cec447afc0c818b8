namespace Dagrs.Core.Expressions;

/// <summary>Names and signatures of the functions, and those that take only texts.</summary>
internal static class Functions
{
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ','];

    // In enum order.
    private static readonly string[][] Forms =
    [
        ["contains", "text", "part"],
        ["one-of", "word", "list"],
        ["matches", "text", "glob"],
        ["default", "a", "b"],
        ["exists", "path"],
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Forms.Select(form => form[0])];

    public static Function? Find(string name)
    {
        var index = Array.FindIndex(Forms, form => form[0] == name);
        return index < 0 ? null : (Function)index;
    }

    public static string Name(Function function) => Forms[(int)function][0];

    public static int ArgumentsOf(Function function) => Forms[(int)function].Length - 1;

    /// <summary>Its signature, such as <c>contains(text, part)</c>.</summary>
    public static string Form(Function function) => $"{Name(function)}({string.Join(", ", Forms[(int)function].Skip(1))})";

    /// <summary>The result of a function of two texts.</summary>
    public static bool Apply(Function function, string first, string second) => function switch
    {
        Function.Contains => first.Contains(second, StringComparison.Ordinal),
        Function.OneOf => Words(second).Contains(first, StringComparer.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "is no function of two texts"),
    };

    /// <summary>The words of a list for <c>one-of</c>, separated by blanks, commas or line ends.</summary>
    public static string[] Words(string list) => list.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
