using System.Runtime.Versioning;
using Dagrs.Core.State.Watching;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Watching;

/// <summary>Events of folders by Linux: that they come for what happens, also in a folder that has taken the place of another.</summary>
[SupportedOSPlatform("linux")]
public sealed class InotifyEventsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact(Timeout = 60_000)]
    public async Task Files_that_are_written_made_renamed_or_removed_are_told_of_and_who_waits_can_be_woken()
    {
        await Task.Yield();
        using var folder = new TemporaryFolder();
        using var events = new InotifyEvents();
        Assert.True(events.Watch([folder.Path], out var problem));
        Assert.Null(problem);
        Assert.False(events.Watch([folder.Path], out _));

        foreach (var act in new Action[] { () => folder.Write("a", "1"), () => folder.Write("a", "2"), () => File.Move(At("a"), At("b")), () => File.Delete(At("b")), () => folder.Write("sub/c", "1") })
        {
            act();
            Assert.True(events.Wait(Patience, path => path.StartsWith(folder.Path, StringComparison.Ordinal)));
            while (events.Wait(TimeSpan.FromMilliseconds(20), _ => true))
            {
            }
        }

        folder.Write("unrelated", "1");
        Assert.False(events.Wait(TimeSpan.FromMilliseconds(100), path => !path.EndsWith("/unrelated", StringComparison.Ordinal)));
        events.Wake();
        Assert.False(events.Wait(Patience, _ => true));

        string At(string name) => Path.Combine(folder.Path, name);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_folder_that_was_replaced_is_watched_again()
    {
        await Task.Yield();
        using var folder = new TemporaryFolder();
        using var events = new InotifyEvents();
        folder.Write("src/a", "1");
        var src = Path.Combine(folder.Path, "src");
        events.Watch([src], out _);
        Directory.Move(src, src + ".old");
        Assert.True(events.Wait(Patience, _ => false)); // the folder itself

        folder.Write("src/a", "1");
        Assert.True(events.Watch([src], out _));
        folder.Write("src/a", "2");
        Assert.True(events.Wait(Patience, path => path == Path.Combine(src, "a")));
    }
}
