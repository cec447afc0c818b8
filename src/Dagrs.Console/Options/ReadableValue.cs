using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dagrs.Console.Options;

/// <summary>Values of options for the validators of a command, which also run when a value is wrong: that is an error of its own, reported by the parser.</summary>
internal static class ReadableValue
{
    /// <returns>The value; the default one where it cannot be read.</returns>
    public static T? GetReadable<T>(this SymbolResult result, Option<T> option)
    {
        try
        {
            return result.GetValue(option);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}
