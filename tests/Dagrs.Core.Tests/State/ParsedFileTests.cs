using Dagrs.Core.State;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State;

/// <summary>What was parsed is believed for the text that it was made of, whole, and in no other case.</summary>
public sealed class ParsedFileTests
{
    private static readonly byte[] Text = [.. "dagrs: {}"u8];
    private static readonly byte[] Parsed = [.. "what the parser gave"u8];

    [Fact]
    public void What_was_kept_is_found_for_the_same_text_and_version()
    {
        using var folder = new TemporaryFolder();
        var path = Keep(folder);

        Assert.Equal(Parsed, new ParsedFile(path, "1").Find(Text)?.ToArray());
        Assert.Null(new ParsedFile(path, "1").Find("dagrs: { }"u8));
        Assert.Null(new ParsedFile(path, "2").Find(Text));
        Assert.Null(new ParsedFile(path, "1d").Find("agrs: {}"u8));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == StateFolder.ModeOfFiles);
    }

    [Fact]
    public void A_single_bit_that_has_changed_is_seen()
    {
        using var folder = new TemporaryFolder();
        var path = Keep(folder);
        var good = File.ReadAllBytes(path);
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bad = good.ToArray();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, bad);

            Assert.Null(new ParsedFile(path, "1").Find(Text));
        }
    }

    [Fact]
    public void So_is_every_part_of_it_that_lacks_or_is_too_much()
    {
        using var folder = new TemporaryFolder();
        var path = Keep(folder);
        var good = File.ReadAllBytes(path);
        for (var length = 0; length < good.Length; length++)
        {
            File.WriteAllBytes(path, good[..length]);

            Assert.Null(new ParsedFile(path, "1").Find(Text));
        }

        File.WriteAllBytes(path, [.. good, 0]);

        Assert.Null(new ParsedFile(path, "1").Find(Text));
    }

    [Fact]
    public void Where_there_is_none_or_something_else_in_its_place_nothing_is_found_and_nothing_is_told()
    {
        using var folder = new TemporaryFolder();
        var inNoFolder = new ParsedFile(Path.Combine(folder.Path, "no", "parsed"), "1");
        var path = ParsedFile.In(folder.Path);
        Directory.CreateDirectory(path);
        var onFolder = new ParsedFile(path, "1");
        foreach (var file in new[] { inNoFolder, onFolder })
        {
            Assert.Null(file.Find(Text));
            file.Keep(Parsed);
            file.Write();
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Nothing_is_written_where_nothing_was_parsed()
    {
        using var folder = new TemporaryFolder();
        var file = new ParsedFile(ParsedFile.In(folder.Path), "1");
        file.Find(Text);
        file.Write();

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static string Keep(TemporaryFolder folder)
    {
        var path = ParsedFile.In(folder.Path);
        var file = new ParsedFile(path, "1");
        Assert.Null(file.Find(Text));
        file.Keep(Parsed);
        file.Write();
        return path;
    }
}
