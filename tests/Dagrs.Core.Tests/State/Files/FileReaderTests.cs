using System.Runtime.Versioning;
using Blake3;
using Dagrs.Core.State.Files;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Files;

/// <summary>When a file is read again, and what is said of it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileReaderTests : IDisposable
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly TemporaryFolder _folder = new();
    private readonly LyingStamps _stamps = new();
    private readonly ManualTimeProvider _clock = new();

    public FileReaderTests() => _clock.Advance(Year);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(131072)]
    [InlineData(1_000_001)]
    public void A_content_is_blake3_of_the_bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        File.WriteAllBytes(Full("a"), bytes);
        Assert.Equal(Convert.ToHexStringLower(Hasher.Hash(bytes).AsSpan()), Mark("a").Mark!.Content);
    }

    [Theory]
    [InlineData(2.0, true)]
    [InlineData(1.9, false)]
    [InlineData(-1, false)]
    public void A_stamp_proves_a_content_when_the_file_was_at_rest_for_two_seconds_before_it_was_read(double age, bool isProved) =>
        Assert.Equal(isProved, IsTrusted(age, bootBefore: 7, bootNow: 7));

    [Theory]
    [InlineData(60, 8ul, true)]
    [InlineData(59, 8ul, false)]
    [InlineData(59, 0ul, false)]
    public void After_a_start_of_the_machine_it_must_have_been_at_rest_for_a_minute(double age, ulong bootNow, bool isProved) =>
        Assert.Equal(isProved, IsTrusted(age, bootBefore: 7, bootNow));

    [Fact]
    public void Any_difference_of_the_stamp_has_the_file_read()
    {
        _folder.Write("a", "old!");
        Func<FileStamp, FileStamp> still = stamp => stamp with { Modified = 1, Changed = 1 };
        Func<FileStamp, FileStamp>[] lies =
        [
            stamp => stamp with { Modified = 2, Changed = 1 },
            stamp => stamp with { Modified = 1, Changed = 2 },
            stamp => still(stamp) with { Inode = 1 },
            stamp => still(stamp) with { Device = 1 },
            stamp => still(stamp) with { Mode = (ushort)(stamp.Mode ^ 1) },
        ];
        foreach (var lie in lies)
        {
            _stamps.Lie = still;
            _folder.Write("a", "old!");
            var known = Mark("a").Mark!;
            _folder.Write("a", "new!");
            Assert.Same(known, Mark("a", known).Mark);
            _stamps.Lie = lie;
            Assert.NotEqual(known.Content, Mark("a", known).Mark!.Content);
        }
    }

    [Fact]
    public void A_file_that_is_changed_while_it_is_read_is_told_of()
    {
        _folder.Write("a", "old");
        _stamps.Asked = count =>
        {
            if (count == 2)
            {
                File.AppendAllText(Full("a"), "more");
            }
        };
        Assert.Equal(new FileReading(null, FileTrouble.Changed), Mark("a"));
        File.Delete(Full("a"));
        Assert.Equal(FileTrouble.Gone, Mark("a").Trouble);
    }

    [Fact]
    public void A_pipe_that_comes_in_the_place_of_a_file_holds_nobody_up()
    {
        _folder.Write("a", "x");
        var found = new FoundFile("a", Full("a"), Stamp("a"));
        File.Delete(Full("a"));
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Full("a")]))
        {
            made.WaitForExit();
        }

        Assert.Equal(FileTrouble.Changed, Reader().Mark(found, null).Trouble);
    }

    [Fact]
    public void A_link_is_its_text_and_the_bytes_of_the_file_that_it_leads_to()
    {
        _folder.Write("a", "same", isExecutable: true);
        _folder.Write("b", "same", isExecutable: true);
        File.CreateSymbolicLink(Full("l"), "a");
        File.CreateSymbolicLink(Full("d"), ".");
        File.CreateSymbolicLink(Full("broken"), "gone");
        var (first, folder, broken) = (Mark("l").Mark!, Mark("d").Mark!, Mark("broken").Mark!);
        Assert.Equal(("a", Mark("a").Mark!.Content, true), (first.LinkText, first.Content, first.IsExecutable));
        Assert.Equal((".", null), (folder.LinkText, folder.Content));
        Assert.Equal(("gone", null), (broken.LinkText, broken.Content));
        File.Delete(Full("l"));
        File.CreateSymbolicLink(Full("l"), "b");
        Assert.False(first.IsSameAs(Mark("l", first).Mark!));
        _folder.Write("gone", "");
        Assert.False(broken.IsSameAs(Mark("broken", broken).Mark!));
    }

    [Fact]
    public void A_link_whose_file_changes_is_read_again()
    {
        _folder.Write("a", "old");
        File.CreateSymbolicLink(Full("l"), "a");
        _stamps.Lie = stamp => stamp with { Modified = stamp.Size, Changed = 1 };
        var known = Mark("l").Mark!;
        Assert.Same(known, Mark("l", known).Mark);
        _folder.Write("a", "longer");
        Assert.NotEqual(known.Content, Mark("l", known).Mark!.Content);
    }

    [Fact]
    public void Only_the_bit_of_the_owner_counts_of_the_mode()
    {
        _folder.Write("a", "x");
        var plain = Mark("a").Mark!;
        File.SetUnixFileMode(Full("a"), (UnixFileMode)0x1a4 & ~UnixFileMode.OtherRead);
        Assert.True(plain.IsSameAs(Mark("a", plain).Mark!));
        File.SetUnixFileMode(Full("a"), (UnixFileMode)0x1ed);
        Assert.False(plain.IsSameAs(Mark("a", plain).Mark!));
    }

    // The bytes change and the stamp does not: who trusts it tells the old content.
    private bool IsTrusted(double age, ulong bootBefore, ulong bootNow)
    {
        var changed = (long)((Year.TotalSeconds - age) * 1e9);
        _stamps.Lie = stamp => stamp with { Modified = changed - 5, Changed = changed, Size = 3 };
        _folder.Write("a", "old");
        var known = Reader(bootBefore).Mark(Full("a"), null).Mark!;
        _folder.Write("a", "new");
        _clock.Advance(Year);
        return Reader(bootNow).Mark(Full("a"), known).Mark!.Content == known.Content;
    }

    private FileReader Reader(ulong boot = 7) => new(_stamps, _clock, boot);

    private FileReading Mark(string name, FileMark? known = null) => Reader().Mark(Full(name), known);

    private FileStamp Stamp(string name)
    {
        Assert.Equal(StampAnswer.Found, FileStamps.OfSystem.Ask(Full(name), follow: false, out var stamp));
        return stamp;
    }

    private string Full(string name) => Path.Combine(_folder.Path, name);
}
