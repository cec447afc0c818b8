using Dagrs.Core.Expressions;
using Dagrs.Core.Tests.Support;
using FsCheck.Fluent;

namespace Dagrs.Core.Tests.Expressions;

/// <summary>What holds for any expression, seen against the plain evaluation of <see cref="Tree"/>.</summary>
public sealed class ExpressionProperties
{
    private static readonly int Cases = Suite.Cases(all: 20_000, few: 3000);
    private static readonly string?[] Values = ["true", "false", "true", "false", "", "a", "a b", "it's", "${{ x }}", null];

    [Fact]
    public void An_expression_has_the_value_that_its_tree_has() => ForAny((random, tree, expression) =>
    {
        var scope = AnyScope(random, later: 0);
        Assert.Equal(Expected(tree, scope.Values), Brief(expression.Evaluate(scope)));
    });

    [Fact]
    public void What_is_written_reads_back_the_same() => ForAny((random, _, expression) =>
    {
        var again = Read.Expression(expression.ToString());
        var scope = AnyScope(random, later: 2);
        Assert.Equal(expression.ToString(), again.ToString());
        Assert.Equal(expression.All().Count(), again.All().Count());
        Assert.Equal(Brief(expression.Evaluate(scope)), Brief(again.Evaluate(scope)));
    });

    [Fact]
    public void Filled_in_it_has_the_same_value() => ForAny((random, _, expression) =>
    {
        var scope = AnyScope(random, later: 3);
        var filled = expression.Fill(scope);
        Assert.Equal(Brief(expression.Evaluate(scope)), Brief(filled.Evaluate(scope)));
        Assert.Equal(filled.ToString(), filled.Fill(scope).ToString());
    });

    [Fact]
    public void What_is_decided_early_is_what_comes_of_it_later() => ForAny((random, tree, expression) =>
    {
        var early = AnyScope(random, later: 3);
        if (expression.Evaluate(early) is not Evaluated.Known known)
        {
            return;
        }

        foreach (var value in Values)
        {
            var values = early.Values.ToDictionary();
            foreach (var name in early.Later)
            {
                values[name] = value;
            }

            // Only what would be wrong otherwise may have been decided before.
            Assert.Contains(Expected(tree, values), new[] { $"known {known.Value}", "wrong" });
        }
    });

    [Fact]
    public void A_template_filled_in_has_the_same_value_and_its_text_reads_back() => RandomFile.Check(Gen.Choose(0, int.MaxValue - 1), Cases, seed =>
    {
        var random = new Random(seed);
        var scope = AnyScope(random, later: 2);
        var text = string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(3) switch
        {
            0 => Piece(random),
            _ => $"${{{{{Tree.Value(random, 2).Write(random)} }}}}",
        }));
        var template = Read.Template(text);
        var filled = template.Fill(scope);
        Assert.Equal(text, template.Text);
        Assert.Equal(Brief(template.Evaluate(scope)), Brief(filled.Evaluate(scope)));
        if (template.Evaluate(scope) is not Evaluated.Wrong)
        {
            var again = Read.Template(filled.Text);
            Assert.Equal(Brief(filled.Evaluate(scope)), Brief(again.Evaluate(scope)));
            Assert.Equal(filled.Text, again.Fill(scope).Text);
        }
    });

    private static void ForAny(Action<Random, Tree, Expression> holds) => RandomFile.Check(Gen.Choose(0, int.MaxValue - 1), Cases, seed =>
    {
        var random = new Random(seed);
        var tree = Tree.Value(random, random.Next(5));
        holds(random, tree, Read.Expression(tree.Write(random)));
    });

    private static string Piece(Random random) => random.Next(6) switch { 0 => "$", 1 => " {{", 2 => "}}", 3 => "${", 4 => "text ", _ => "'" };

    private static TestScope AnyScope(Random random, int later) => new()
    {
        Values = Tree.AllNames.ToDictionary(name => name, _ => Values[random.Next(Values.Length)]),
        Later = [.. Enumerable.Range(0, later).Select(_ => Tree.AllNames[random.Next(Tree.AllNames.Count)])],
    };

    private static string Expected(Tree tree, IReadOnlyDictionary<string, string?> values)
    {
        try
        {
            return $"known {tree.Evaluate(values)}";
        }
        catch (KeyNotFoundException)
        {
            return "unset";
        }
        catch (InvalidOperationException)
        {
            return "wrong";
        }
    }

    private static string Brief(Evaluated value) => value switch
    {
        Evaluated.Known known => $"known {known.Value}",
        Evaluated.Unset => "unset",
        Evaluated.Wrong => "wrong",
        _ => "later",
    };
}
