using System.Text;
using System.Text.RegularExpressions;

namespace Dagrs.Core.Tests.Support;

/// <summary>A C# source as the architecture test reads it: its code without comments and texts.</summary>
internal sealed partial class SourceFile(string path, string text)
{
    /// <summary>From the project's folder, with slashes.</summary>
    public string Path { get; } = path;

    /// <summary>The text with comments, texts and characters blanked out; code inside <c>$"{...}"</c> stays.</summary>
    public string Code { get; } = Blank(text);

    /// <summary>The first folder of the path; empty for a file in the project's root.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>The name of the type that the file is for: Part.cs and {T}.cs after it only say which part or form of it.</summary>
    public string Name => System.IO.Path.GetFileName(Path).Split('.', '{')[0];

    public string? Namespace => NamespaceLine().Match(Code) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The types that are not inside another type: their names, and whether they are public.</summary>
    public IReadOnlyList<(string Name, bool IsPublic)> TopLevelTypes()
    {
        var types = new List<(string, bool)>();
        foreach (Match match in TypeDeclaration().Matches(Code))
        {
            var before = Code.AsSpan(0, match.Index);
            if (before.Count('{') == before.Count('}'))
            {
                types.Add((match.Groups["name"].Value, match.Groups["modifiers"].Value.Contains("public", StringComparison.Ordinal)));
            }
        }

        return types;
    }

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)\s*[;{]", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^[ \t]*(?<modifiers>(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|unsafe|ref)\s+)*)(?:class|interface|enum|record\s+struct|record\s+class|record|struct|delegate\s+[\w<>?\[\]]+)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    private static string Blank(string text)
    {
        var code = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            at = Step(text, at, code);
        }

        return code.ToString();
    }

    // Takes one character of code, or one whole comment or text, and returns where the next begins.
    private static int Step(string text, int at, StringBuilder code)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("//"))
        {
            return at + (rest.IndexOf('\n') is >= 0 and var end ? end : rest.Length);
        }

        if (rest.StartsWith("/*"))
        {
            code.Append(' ');
            return at + (rest.IndexOf("*/") is >= 0 and var end ? end + 2 : rest.Length);
        }

        if (TextStart().Match(text, at) is { Success: true } start && start.Index == at)
        {
            code.Append(' ');
            return SkipText(text, at, start, code);
        }

        if (rest[0] == '\'')
        {
            code.Append(' ');
            var end = rest[1] == '\\' ? 3 + rest[3..].IndexOf('\'') : 2;
            return at + end + 1;
        }

        code.Append(rest[0]);
        return at + 1;
    }

    private static int SkipText(string text, int at, Match start, StringBuilder code)
    {
        var quotes = start.Groups["quotes"].Value;
        var isInterpolated = start.Value.Contains('$', StringComparison.Ordinal);
        var isVerbatim = start.Value.Contains('@', StringComparison.Ordinal);
        at += start.Length;
        if (quotes.Length >= 3)
        {
            return text.IndexOf(quotes, at, StringComparison.Ordinal) + quotes.Length;
        }

        if (quotes.Length == 2)
        {
            return at;
        }

        while (text[at] != '"' || (isVerbatim && text[at + 1] == '"'))
        {
            if (isInterpolated && text[at] == '{' && text[at + 1] != '{')
            {
                at = Hole(text, at + 1, code);
            }
            else
            {
                at += (text[at] == '\\' && !isVerbatim) || text[at] == '"' || (isInterpolated && text[at] == '{') ? 2 : 1;
            }
        }

        return at + 1;
    }

    private static int Hole(string text, int at, StringBuilder code)
    {
        code.Append(' ');
        for (var depth = 1; depth > 0;)
        {
            depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
            at = depth == 0 ? at + 1 : Step(text, at, code);
        }

        code.Append(' ');
        return at;
    }

    [GeneratedRegex("""\G[$@]*(?<quotes>"{3,}|""(?!")|")""")]
    private static partial Regex TextStart();
}
