using System.Buffers;
using System.Text;
using Dagrs.Core.State.Runs;

namespace Dagrs.Core.Tests.State.Runs;

/// <summary>Lines with checksums that are longer or shorter than the memory that they are gathered in.</summary>
public sealed class JournalBufferTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(32 * 1024, 100)]
    [InlineData(31 * 1024, 7)]
    [InlineData(200_000, 3000)]
    [InlineData(500_000, 100_000)]
    public void Each_line_is_whole_wherever_it_was_handed_on_in_between(int length, int piece)
    {
        var written = new List<byte>();
        using var buffer = new JournalBuffer(bytes => written.AddRange(bytes));
        for (var line = 0; line < 5; line++)
        {
            var text = "{\"n\":\"" + new string((char)('a' + line), length);
            for (var at = 0; at < text.Length; at += piece)
            {
                buffer.Write(Encoding.UTF8.GetBytes(text[at..Math.Min(at + piece, text.Length)]));
            }

            buffer.EndLine();
            if (line == 2)
            {
                buffer.Flush();
            }
        }

        buffer.Flush();
        var lines = Encoding.UTF8.GetString([.. written]).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(Enumerable.Range(0, 5).Select(line => (char)('a' + line)), lines[..^1].Select(line => line[6]));
        Assert.All(lines[..^1], line => Assert.True(JournalLine.IsWhole(Encoding.UTF8.GetBytes(line)) && line.Length > length));
    }
}
