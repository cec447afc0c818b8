using System.Text;
using Dagrs.Core.Model;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Core.Tests.State.UpToDate;

/// <summary>Keys are the same whoever makes them, and in whatever order.</summary>
public sealed class TaskKeyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(170)]
    [InlineData(171)]
    [InlineData(5000)]
    public void The_hash_of_a_text_is_that_of_its_bytes(int length)
    {
        foreach (var text in new[] { new string('a', length), new string('é', length), new string('\uFFFD', length) })
        {
            Assert.Equal(TaskKey.HashOf(Encoding.UTF8.GetBytes(text).AsSpan()), TaskKey.HashOf(text));
        }
    }

    [Fact]
    public void A_key_hangs_on_nothing_of_the_key_before_it()
    {
        var small = KeyOf(1);
        KeyOf(10_000);

        Assert.Equal(small, KeyOf(1));
        Assert.NotEqual(small, KeyOf(2));
        Assert.Equal(KeyOf(10_000), KeyOf(10_000));
    }

    [Fact]
    public void What_outputs_hand_over_says_where_the_one_ends_and_the_next_begins()
    {
        string[] handed = [Handed("ab"), Handed("a", "b"), Handed("a"), Handed("b", "a")];

        Assert.Equal(handed.Length, handed.Distinct().Count());
        Assert.Equal(TaskKey.HashOf($"2:ab{File("ab").Identity}"), handed[0]);
        Assert.Equal(TaskKey.HashOf($"1:a{File("a").Identity}1:b{File("b").Identity}"), handed[1]);
    }

    private static string Handed(params string[] names) => Handovers.OfFiles(new TaskFiles { Folder = "/", Outputs = names }, Array.ConvertAll(names, File), default, hasResults: false);

    private static string KeyOf(int inputs) => new TaskKey().Of([.. Enumerable.Range(0, inputs).Select(number => File($"input-{number}"))]);

    private static RecordedFile File(string name) => new(name, new FileMark { Kind = FileKind.File, Content = "c", ReadAt = 0, Stamp = default });
}
