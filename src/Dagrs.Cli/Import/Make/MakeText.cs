namespace Dagrs.Cli.Import.Make;

/// <summary>Finds references in texts of make: their end, and their words.</summary>
internal static class MakeText
{
    private const int DeepestNesting = 50;

    /// <summary>The index of the last character of the reference whose <c>$</c> is at an index.</summary>
    public static int EndOf(string text, int at)
    {
        if (at + 1 >= text.Length || text[at + 1] is not ('(' or '{'))
        {
            return Math.Min(at + 1, text.Length - 1);
        }

        var (open, close) = text[at + 1] == '(' ? ('(', ')') : ('{', '}');
        var depth = 0;
        for (var end = at + 1; end < text.Length; end++)
        {
            depth += text[end] == open ? 1 : text[end] == close ? -1 : 0;
            if (depth == 0)
            {
                return end;
            }
        }

        return text.Length - 1;
    }

    /// <summary>The contents of the reference that begins at an index, without <c>$</c> and parentheses; null: it has no end.</summary>
    public static string? Inside(string text, int at)
    {
        var end = EndOf(text, at);
        return at + 1 >= text.Length ? null
            : text[at + 1] is not ('(' or '{') ? text[at + 1].ToString()
            : text[end] is ')' or '}' && end > at + 1 ? text[(at + 2)..end]
            : null;
    }

    /// <summary>Whether references are nested deeper than is plausible.</summary>
    public static bool IsTooDeep(int depth) => depth > DeepestNesting;

    public static string[] Words(string text) => text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Splits the arguments of a function, at commas outside of references.</summary>
    public static List<string> Arguments(string text)
    {
        List<string> arguments = [];
        var (start, depth) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] is '(' or '{' ? 1 : text[at] is ')' or '}' ? -1 : 0;
            if (text[at] == ',' && depth == 0)
            {
                arguments.Add(text[start..at]);
                start = at + 1;
            }
        }

        arguments.Add(text[start..]);
        return arguments;
    }
}
