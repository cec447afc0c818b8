using Dagrs.Core.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Dagrs.Core.Tests.Definition;

public class SuggestionTests
{
    [Theory]
    [InlineData("biuld", "build")] // two letters changed places: one edit
    [InlineData("buil", "build")]
    [InlineData("builds", "build")]
    [InlineData("bild", "build")]
    [InlineData("BUILD", "build")]
    [InlineData("tset", "test")]
    [InlineData("publsh-all", "publish-all")]
    [InlineData("deploy", null)]
    [InlineData("b", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_suggested_if_it_is_near_enough(string wrong, string? meant)
    {
        Assert.Equal(meant, Suggestion.For(wrong, ["test", "build", "publish-all"]));
    }

    [Fact]
    public void Of_equally_near_names_the_first_wins_and_a_nearer_one_beats_both()
    {
        Assert.Equal("cat", Suggestion.For("bat", ["cat", "rat"]));
        Assert.Equal("rat", Suggestion.For("bat", ["rat", "cat"]));
        Assert.Equal("a-very-long-nama", Suggestion.For("a-very-long-name", ["a-very-long-nabb", "a-very-long-nama"]));
    }

    [Fact]
    public void A_name_is_never_suggested_for_itself()
    {
        Assert.Null(Suggestion.For("build", ["build"]));
        Assert.Null(Suggestion.For("build", []));
    }

    [Fact]
    public void Nothing_is_suggested_for_a_name_that_is_very_long()
    {
        Assert.NotNull(Suggestion.For(new string('a', 64), [new string('a', 63)]));
        Assert.Null(Suggestion.For(new string('a', 65), [new string('a', 64)]));
        Assert.Null(Suggestion.For("a", [new string('a', 1_000_000)]));
    }

    [Fact]
    public void No_more_than_five_letters_differ_in_a_long_name()
    {
        var wrong = new string('a', 40);

        Assert.Equal(wrong[..35] + "bbbbb", Suggestion.For(wrong, [wrong[..35] + "bbbbb"]));
        Assert.Null(Suggestion.For(wrong, [wrong[..34] + "bbbbbb"]));
    }

    [Fact]
    public void On_random_names_it_is_the_first_of_those_with_the_fewest_edits()
    {
        var name = from length in Gen.Choose(0, 12) from letters in Gen.Choose('a', 'c').ArrayOf(length) select new string([.. letters.Select(letter => (char)letter)]);
        var cases = from wrong in name from count in Gen.Choose(0, 6) from candidates in name.ArrayOf(count) select (wrong, candidates);

        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var (wrong, candidates) = one;
            var near = candidates
                .Where(candidate => candidate != wrong)
                .Select(candidate => (candidate, edits: Edits(wrong, candidate)))
                .Where(found => found.edits <= Math.Clamp(wrong.Length / 3, 1, 5) && found.edits < Math.Max(wrong.Length, found.candidate.Length));
            Assert.Equal(near.OrderBy(found => found.edits).Select(found => found.candidate).FirstOrDefault(), Suggestion.For(wrong, candidates));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(20231119, 7));
    }

    // Optimal string alignment, as it is defined.
    private static int Edits(string a, string b)
    {
        var edits = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                edits[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[a.Length, b.Length];
    }
}
