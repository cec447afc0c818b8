using System.Text;
using System.Text.RegularExpressions;
using Dagrs.Core.Definition;
using static Dagrs.Cli.Import.Make.MakeStatement;

namespace Dagrs.Cli.Import.Make;

/// <summary>Parses a Makefile into statements. It knows no values of variables.</summary>
internal sealed partial class MakefileReader
{
    private readonly SourceText _source;
    private readonly string[] _lines;
    private readonly List<Problem> _problems = [];
    private readonly List<MakeStatement> _statements = [];
    private Rule? _rule; // the rule that the next recipe lines belong to
    private int _conditions; // number of open conditionals that began after the rule
    private char _prefix = '\t';
    private int _next;

    private MakefileReader(SourceText source)
    {
        _source = source;
        _lines = Encoding.UTF8.GetString(source.Bytes.Span).ReplaceLineEndings("\n").Split('\n');
    }

    /// <exception cref="InvalidFileException">It is not a Makefile.</exception>
    public static IReadOnlyList<MakeStatement> Read(SourceText source)
    {
        if (Core.Yaml.YamlReader.FindForeignByte(source.Bytes.Span) is { } foreign)
        {
            throw new InvalidFileException(source, [foreign]);
        }

        var reader = new MakefileReader(source);
        reader.ReadAll();
        return reader._problems.Count == 0 ? reader._statements : throw new InvalidFileException(source, reader._problems);
    }

    private void ReadAll()
    {
        while (_next < _lines.Length)
        {
            var number = _next + 1;
            var line = _lines[_next++];
            if (line.StartsWith(_prefix) && (_rule is not null || line.Trim().Length > 0 && _prefix != '\t'))
            {
                ReadRecipe(line, number);
                continue;
            }

            var whole = Joined(line);
            if (WithoutComment(whole).Trim() is { Length: > 0 } text)
            {
                Read(text, whole, number);
            }
        }
    }

    private void ReadRecipe(string line, int number)
    {
        var text = new StringBuilder(line[1..]);
        while (IsContinued(line) && _next < _lines.Length)
        {
            line = _lines[_next++];
            text.Append('\n').Append(line.StartsWith(_prefix) ? line[1..] : line);
        }

        if (_rule is null)
        {
            Report(number, "a line of a recipe before any target");
        }
        else
        {
            (_conditions > 0 ? _rule.Hanging : _rule.Recipe).Add(text.ToString());
        }
    }

    // Outside of recipes, a backslash at the end of a line joins it with the next one, with a space between.
    private string Joined(string line)
    {
        var text = new StringBuilder();
        while (IsContinued(line) && _next < _lines.Length)
        {
            text.Append(line.AsSpan(0, line.Length - 1).TrimEnd()).Append(' ');
            line = _lines[_next++].TrimStart();
        }

        return text.Append(line).ToString();
    }

    private static bool IsContinued(string line) => (line.Length - line.TrimEnd('\\').Length) % 2 == 1;

    private void Read(string text, string whole, int number)
    {
        var word = text.Split([' ', '\t', '('], 2)[0];
        var rest = text[word.Length..].Trim();
        switch (word)
        {
            case "ifeq" or "ifneq" or "ifdef" or "ifndef" or "else" or "endif":
                _conditions += word switch { "endif" => _conditions > 0 ? -1 : 0, "else" => 0, _ => _rule is null ? 0 : 1 };
                _statements.Add(new Conditional(number, text, word, rest));
                return;
            case "include" or "-include" or "sinclude" or "vpath" or "undefine" or "unexport" or "load" when Separator(text) is not { Sign: "rule" }:
                _statements.Add(new Other(number, text));
                return;
            case "define":
                SkipDefinition(number, text);
                return;
            case "export" when Separator(text) is null:
                _statements.Add(new Export(number, text, rest));
                return;
        }

        if (Separator(text) is not { } separator)
        {
            ReadNeither(text, number);
        }
        else if (separator.Sign == "rule")
        {
            ReadRule(text, whole, separator.At, number);
        }
        else
        {
            var name = Modifier().Replace(text[..separator.At].Trim(), "");
            var value = text[(separator.At + separator.Length)..].Trim();
            if (name == ".RECIPEPREFIX")
            {
                _prefix = value.Length > 0 ? value[0] : '\t';
                return;
            }

            _rule = null;
            _statements.Add(new Assignment(number, text, name, separator.Sign, value, text.StartsWith("export ", StringComparison.Ordinal)));
        }
    }

    private void ReadRule(string text, string whole, int at, int number)
    {
        var isDouble = at + 1 < text.Length && text[at + 1] == ':';
        var rest = text[(at + (isDouble ? 2 : 1))..];
        var desc = Documented().Match(whole) is { Success: true } words ? words.Groups[1].Value.Trim() : null;
        var recipe = IndexOutside(rest, ';');
        _conditions = 0;
        _rule = new(number, text, text[..at].Trim(), (recipe < 0 ? rest : rest[..recipe]).Trim(), isDouble, desc);
        if (recipe >= 0)
        {
            _rule.Recipe.Add(rest[(recipe + 1)..].Trim());
        }

        _statements.Add(_rule);
    }

    private void SkipDefinition(int number, string text)
    {
        var first = _next;
        while (_next < _lines.Length && _lines[_next++].Trim() != "endef")
        {
        }

        _rule = null;
        _statements.Add(new Other(number, $"{text} .. endef ({_next - first} lines)"));
    }

    // A function call alone on its line may generate rules; anything else there is a mistake.
    private void ReadNeither(string text, int number)
    {
        if (text.StartsWith("$(", StringComparison.Ordinal) || text.StartsWith("${", StringComparison.Ordinal))
        {
            _statements.Add(new Other(number, text));
            return;
        }

        Report(number, _rule is not null && _lines[number - 1].StartsWith("    ", StringComparison.Ordinal)
            ? "a line of a recipe begins with a tab, not with spaces"
            : "this is not a rule, variable or directive of make");
    }

    private void Report(int line, string message)
    {
        if (_problems.Count < 100)
        {
            _problems.Add(new(ProblemCode.Syntax, new(line, 1, Math.Max(2, _source.Line(line).Length + 1)), message));
        }
    }

    /// <summary>The first operator of an assignment or rule outside of references.</summary>
    private static (string Sign, int At, int Length)? Separator(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\':
                    at++;
                    break;
                case '$' when at + 1 < text.Length && text[at + 1] is '(' or '{':
                    at = MakeText.EndOf(text, at);
                    break;
                case '=':
                    return ("", at, 1);
                case '?' or '+' or '!' when at + 1 < text.Length && text[at + 1] == '=':
                    return (text[at].ToString(), at, 2);
                case ':':
                    var colons = text.AsSpan(at).Length - text.AsSpan(at).TrimStart(':').Length;
                    return at + colons < text.Length && text[at + colons] == '=' ? (":", at, colons + 1) : ("rule", at, 1);
            }
        }

        return null;
    }

    private static int IndexOutside(string text, char sought)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '$')
            {
                at = MakeText.EndOf(text, at);
            }
            else if (text[at] == sought)
            {
                return at;
            }
        }

        return -1;
    }

    private static string WithoutComment(string line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '#' && (at == 0 || line[at - 1] != '\\'))
            {
                return line[..at];
            }
        }

        return line.Replace("\\#", "#", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(?:(?:export|override|private)\s+)+")]
    private static partial Regex Modifier();

    // A common convention: ## starts the description of a target.
    [GeneratedRegex(@"\s##\s*(\S.*)$")]
    private static partial Regex Documented();
}
