using System.CommandLine;

namespace Dagrs.Console.Options;

/// <summary>
/// The values of repeatable options. Without a value the library would make an empty array by reflection, which alone costs 2 % of the start of ten
/// tasks.
/// </summary>
internal static class RepeatedValues
{
    /// <summary>The values of an option; empty when it is not given.</summary>
    public static T[] GetValues<T>(this ParseResult arguments, Option<T[]> option) => arguments.GetResult(option) is { Tokens.Count: > 0 } ? arguments.GetValue(option) ?? [] : [];

    /// <summary>The values of an argument; empty when there are none.</summary>
    public static T[] GetValues<T>(this ParseResult arguments, Argument<T[]> argument) => arguments.GetResult(argument) is { Tokens.Count: > 0 } ? arguments.GetValue(argument) ?? [] : [];
}
