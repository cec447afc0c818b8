namespace Dagrs.Cli.Import.Shell;

/// <summary>Words for a POSIX shell.</summary>
internal static class ShellWords
{
    /// <summary>A text as one word, in quotes where it needs them.</summary>
    public static string Of(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or ':' or ',' or '+' or '=' or '@' or '%')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
