namespace Dagrs.Core.Tests.Expressions;

/// <summary>An expression as a test makes it up: the plainest tree there is, with an evaluation and a way to write it that share nothing with the product.</summary>
/// <param name="Kind">An operator, a function, <c>text</c> or <c>name</c>.</param>
/// <param name="Word">The text or the name.</param>
/// <param name="Parts">Its operands.</param>
internal sealed record Tree(string Kind, string Word, params Tree[] Parts)
{
    private static readonly string[] Names = ["params.a", "params.b", "env.c", "env['d e']", "tasks.t.results.r", "tasks['x:y'].results['it''s']", "ci"];
    private static readonly string[] Texts = ["", "true", "false", "a", "a b", "it's", "}}", "${{", "*", "a,b true", "\n", "🚀"];

    public static IReadOnlyList<string> AllNames => Names;

    public static Tree Value(Random random, int depth) => random.Next(depth == 0 ? 2 : 5) switch
    {
        0 => new("text", Texts[random.Next(Texts.Length)]),
        1 => new("name", Names[random.Next(Names.Length)]),
        2 => new("default", "", Value(random, depth - 1), Value(random, depth - 1)),
        _ => Truth(random, depth),
    };

    /// <summary>One that can come out as true or false.</summary>
    public static Tree Truth(Random random, int depth) => random.Next(depth == 0 ? 2 : 9) switch
    {
        0 => new("text", random.Next(2) == 0 ? "true" : "false"),
        1 => new("name", Names[random.Next(Names.Length)]),
        2 => new("!", "", Truth(random, depth - 1)),
        3 or 4 => new("&&", "", Several(random, depth)),
        5 or 6 => new("||", "", Several(random, depth)),
        7 => new(random.Next(2) == 0 ? "==" : "!=", "", Value(random, depth - 1), Value(random, depth - 1)),
        _ => new(random.Next(3) switch { 0 => "contains", 1 => "one-of", _ => "matches" }, "", Value(random, depth - 1), Value(random, depth - 1)),
    };

    private static Tree[] Several(Random random, int depth) => [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => Truth(random, depth - 1))];

    /// <summary>The value; an <see cref="InvalidOperationException"/> when it is wrong, a <see cref="KeyNotFoundException"/> when it is unset.</summary>
    public string Evaluate(IReadOnlyDictionary<string, string?> values) => Kind switch
    {
        "text" => Word,
        "name" => values[Word] ?? throw new KeyNotFoundException(),
        "default" => Otherwise(values),
        "!" => Text(!IsTrue(Parts[0], values)),
        "&&" => Text(Parts.All(part => IsTrue(part, values))),
        "||" => Text(Parts.Any(part => IsTrue(part, values))),
        _ => Binary(Needed(Parts[0], values), Needed(Parts[1], values)),
    };

    private string Binary(string first, string second) => Text(Kind switch
    {
        "==" => first == second,
        "!=" => first != second,
        "contains" => first.Contains(second, StringComparison.Ordinal),
        "one-of" => first.Length > 0 && first.All(c => c is not (' ' or ',' or '\n')) && $" {second.Replace(',', ' ').Replace('\n', ' ')} ".Contains($" {first} ", StringComparison.Ordinal),
        _ => second == "*" || first == second, // the only pattern among the texts
    });

    private string Otherwise(IReadOnlyDictionary<string, string?> values)
    {
        try
        {
            return Parts[0].Evaluate(values) is { Length: > 0 } value ? value : Parts[1].Evaluate(values);
        }
        catch (KeyNotFoundException)
        {
            return Parts[1].Evaluate(values);
        }
    }

    private static string Needed(Tree part, IReadOnlyDictionary<string, string?> values)
    {
        try
        {
            return part.Evaluate(values);
        }
        catch (KeyNotFoundException)
        {
            throw new InvalidOperationException();
        }
    }

    private static bool IsTrue(Tree part, IReadOnlyDictionary<string, string?> values) => Needed(part, values) switch
    {
        "true" => true,
        "false" => false,
        _ => throw new InvalidOperationException(),
    };

    private static string Text(bool value) => value ? "true" : "false";

    /// <summary>The tree as a text, with blanks and parentheses that nobody needs.</summary>
    public string Write(Random random) => Write(random, 0);

    private string Write(Random random, int least)
    {
        string Blank() => random.Next(4) switch { 0 => " ", 1 => "", 2 => "\n ", _ => "\t" };
        string Joined(string sign, int parts) => string.Join(Blank() + sign + Blank(), Parts.Select(part => part.Write(random, parts)));
        var (binds, text) = Kind switch
        {
            "text" when Word is "true" or "false" && random.Next(2) == 0 => (4, Word),
            "text" => (4, $"'{Word.Replace("'", "''", StringComparison.Ordinal)}'"),
            "name" => (4, Word),
            "!" => (4, "!" + Blank() + Parts[0].Write(random, 4)),
            "==" or "!=" => (3, Joined(Kind, 4)),
            "&&" => (2, Joined(Kind, 3)),
            "||" => (1, Joined(Kind, 2)),
            _ => (4, $"{Kind}{Blank()}({Blank()}{Joined(",", 0)}{Blank()})"),
        };
        return binds < least || random.Next(5) == 0 ? $"({Blank()}{text}{Blank()})" : text;
    }
}
