using System.Text;
using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>What is kept of output: its end, from a whole character on, and never more than there is room for.</summary>
public sealed class KeptOutputTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(131_073)]
    [InlineData(1_000_000)]
    public void However_it_comes_the_end_is_kept_and_the_rest_is_counted(int length)
    {
        var all = Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 23))).ToArray();
        foreach (var piece in new[] { 1000, 4096, 65_536, 70_001, 2_000_000 })
        {
            var kept = new KeptOutput();
            foreach (var part in all.Chunk(piece))
            {
                kept.Add(part);
            }

            var end = kept.End(KeptOutput.Most)!;
            Assert.Equal(all[^Math.Min(length, 65_536)..], end.Bytes.ToArray());
            Assert.Equal(Math.Max(0, length - 65_536), end.LeftOut);
        }
    }

    [Fact]
    public void Nothing_written_is_nothing_kept() => Assert.Null(new KeptOutput().End(100));

    [Fact]
    public void It_begins_with_a_whole_character()
    {
        var kept = new KeptOutput();
        kept.Add(Encoding.UTF8.GetBytes("äöü"));

        Assert.Equal(("öü", 2L), kept.End(5) is var five ? (Encoding.UTF8.GetString(five!.Bytes.Span), five.LeftOut) : default);
        Assert.Equal(("äöü", 0L), kept.End(6) is var six ? (Encoding.UTF8.GetString(six!.Bytes.Span), six.LeftOut) : default);
    }

    [Fact]
    public void Failures_keep_64_KiB_and_others_4_KiB()
    {
        var budget = new OutputBudget(OutputBudget.OfReports);

        Assert.Equal(65_536, budget.Take(Written(100_000), isFailure: true)!.Bytes.Length);
        Assert.Equal((4096, 95_904L), budget.Take(Written(100_000), isFailure: false) is var other ? (other!.Bytes.Length, other.LeftOut) : default);
    }

    [Fact]
    public void When_there_is_no_room_any_more_all_of_it_is_left_out_and_others_leave_half_to_failures()
    {
        var budget = new OutputBudget(16 * 1024);

        Assert.Equal([4096, 4096, 0], Enumerable.Range(0, 3).Select(_ => budget.Take(Written(5000), isFailure: false)!.Bytes.Length));
        Assert.Equal([5000, 3192, 0], Enumerable.Range(0, 3).Select(_ => budget.Take(Written(5000), isFailure: true)!.Bytes.Length));
        Assert.Equal(5000, budget.Take(Written(5000), isFailure: true)!.LeftOut);
    }

    private static KeptOutput Written(int length)
    {
        var kept = new KeptOutput();
        kept.Add(new byte[length]);
        return kept;
    }
}
