namespace Dagrs.Cli.Import.Shell;

/// <summary>Quotes words for a POSIX shell.</summary>
internal static class ShellWords
{
    /// <summary>A text as one word, quoted if necessary.</summary>
    public static string Of(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or ':' or ',' or '+' or '=' or '@' or '%')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
