using System.Buffers;
using System.Text;
using Dagrs.Core.Reporting;
using Dagrs.Core.Tests.Support;
using FsCheck.Fluent;

namespace Dagrs.Core.Tests.Reporting;

/// <summary>What holds for any bytes that a task may write; single cases are in <see cref="SafeTextTests"/>.</summary>
public sealed class SafeTextProperties
{
    [Fact]
    public void Whatever_the_bytes_no_control_character_is_left_and_the_rest_is_text()
    {
        var bytes = Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0x1b, 0x5b, 0x5d, 0x6d, 0x07, 0xc2, 0x9b)).Where(b => b != '\n').Select(b => (byte)b);
        RandomFile.Check(Gen.ArrayOf(bytes), 5000, line =>
        {
            var shown = Safe(line);
            Assert.DoesNotContain(shown, c => char.IsControl(c) && c != '\t');
            Assert.True(!SafeText.IsPlain(line) || Encoding.ASCII.GetString(line) == shown);
        });
    }

    [Fact]
    public void Text_without_control_characters_is_left_as_it_is() =>
        RandomFile.Check(
            Gen.ArrayOf(Gen.Elements("a", "Z", " ", "ü", "日", "🙂", "[", "m", ";", "\u00a0")),
            2000,
            words => Assert.Equal(string.Concat(words), Safe(Encoding.UTF8.GetBytes(string.Concat(words)))));

    private static string Safe(byte[] line)
    {
        var written = new ArrayBufferWriter<byte>();
        SafeText.Write(written, line, keepColours: false);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }
}
