using System.Text;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;

namespace Dagrs.Core.Tests.Reporting;

/// <summary>The last lines are the right ones, whatever the pieces in which they come.</summary>
public sealed class OutputTailTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(5000)]
    public void The_last_twenty_lines_are_kept_however_the_text_is_cut(int count)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, count).Select(i => i % 3 == 0 ? "\n" : $"line {i}\n")));
        var expected = Enumerable.Range(1, count).Select(i => i % 3 == 0 ? "" : $"line {i}").TakeLast(20);
        foreach (var size in new[] { 1, 2, 7, 100, 4096, 100_000 })
        {
            var tail = new OutputTail(20);
            var lines = new WholeLines(tail.Add);
            foreach (var piece in text.Chunk(size))
            {
                lines.Add(OutputChannel.Merged, piece);
            }

            Assert.Equal(expected, tail.Lines());
        }
    }

    [Fact]
    public void A_last_line_without_end_counts() => Assert.Equal(["one", "two"], Tail("one\ntwo"u8.ToArray()).Lines());

    [Fact]
    public void Long_lines_are_cut_in_the_middle_so_that_the_screen_stays_readable()
    {
        var lines = Tail(Encoding.UTF8.GetBytes("before\nbegin" + new string('x', 300_000) + "end\n")).Lines();
        Assert.Equal("before", lines[0]);
        var line = lines[1];
        Assert.InRange(line.Length, 400, 520);
        Assert.StartsWith("begin", line, StringComparison.Ordinal);
        Assert.EndsWith("end", line, StringComparison.Ordinal);
    }

    [Fact]
    public void It_keeps_little_of_much()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var piece = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 800).Select(_ => new string('x', 79) + "\n")));
        var tail = new OutputTail(20);
        for (var i = 0; i < 2000; i++)
        {
            tail.Add(piece);
        }

        Assert.Equal(20, tail.Lines().Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void What_is_cleared_is_forgotten()
    {
        var tail = Tail("one\n"u8.ToArray());
        tail.Clear();
        tail.Add("two\n"u8);
        Assert.Equal(["two"], tail.Lines());
    }

    private static OutputTail Tail(params IEnumerable<byte[]> pieces)
    {
        var tail = new OutputTail(20);
        foreach (var piece in pieces)
        {
            tail.Add(piece);
        }

        return tail;
    }
}
