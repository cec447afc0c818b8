using Dagrs.Core.Expressions;
using Dagrs.Core.Tests.Support;
using FsCheck.Fluent;

namespace Dagrs.Core.Tests.Expressions;

/// <summary>Whatever the text, reading it ends in an expression or an error that points into it.</summary>
public sealed class ExpressionFuzzTests
{
    private static readonly int Cases = Suite.Cases(all: 50_000, few: 4000);

    private static readonly string[] Pieces =
    [
        "${{", "}}", "'", "''", "\"", "(", ")", "[", "]", ".", ",", "!", "=", "==", "!=", "&", "&&", "|", "||", " ", "\n", "params", "tasks", "env", "os", "ci", "true", "false",
        "contains", "one-of", "default", "exists", "always", "state", "results", "x", "1", "-", "_", "$", "{", "}", ":", "/", "+", "<", "?", "~", "=~", "`", "“", "🚀", "\ud83d", "\ude80", "\0", "\u00a0", "\u202e", "é", "\u0301",
    ];

    [Fact]
    public void Pieces_of_expressions_in_any_order_are_read_or_refused() => RandomFile.Check(
        from size in Gen.Choose(0, 40) from pieces in Gen.ArrayOf(Gen.Elements(Pieces), size) select string.Concat(pieces), Cases, AssertReadOrRefused);

    [Fact]
    public void Any_characters_are_read_or_refused() => RandomFile.Check(
        from size in Gen.Choose(0, 200) from characters in Gen.ArrayOf(Gen.OneOf(Gen.Choose(32, 126), Gen.Choose(0, 0xffff)).Select(c => (char)c), size) select new string(characters),
        Cases,
        AssertReadOrRefused);

    [Fact]
    public void A_right_expression_with_one_slip_is_read_or_refused() => RandomFile.Check(Gen.Choose(0, int.MaxValue - 1), Cases, seed =>
    {
        var random = new Random(seed);
        var text = Tree.Value(random, 3).Write(random);
        var at = random.Next(text.Length + 1);
        AssertReadOrRefused(random.Next(3) switch
        {
            0 => text[..at],
            1 => text[..at] + Pieces[random.Next(Pieces.Length)] + text[at..],
            _ => text.Remove(Math.Min(at, text.Length - 1), 1),
        });
    });

    private static void AssertReadOrRefused(string text)
    {
        Assert.True(Expression.TryParse(text, out _, out var error) || IsGood(error, text), $"{text}: {error}");
        Assert.True(Condition.TryParse(text, out _, out error) || IsGood(error, text), $"{text}: {error}");
        Assert.True(Template.TryParse(text, out _, out error) || IsGood(error, text), $"{text}: {error}");
        Assert.True(Template.TryParse($"a ${{{{ {text} }}}}", out _, out error) || IsGood(error, $"a ${{{{ {text} }}}}"), $"{text}: {error}");
    }

    private static bool IsGood(ExpressionError error, string text) =>
        error.Column >= 0 && error.Length >= 0 && error.Column + error.Length <= text.Length && (error.Length > 0 || text.Length == 0)
        && error.Message is { Length: > 0 and < 300 } and not [.., '.'] and not [.., ' '] and not [>= 'A' and <= 'T', ..];
}
