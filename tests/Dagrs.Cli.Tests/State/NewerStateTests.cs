using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>What a newer dagrs remembers.</summary>
public sealed class NewerStateTests
{
    [Fact]
    public async Task A_state_of_a_newer_dagrs_is_left_alone_whatever_tasks_have_to_remember()
    {
        using var folder = new TempFolder();
        folder.Write("state/format", "2\n");
        folder.Write("in", "");
        await DagrsTest.Of("dagrs: { a: { name: A, cmd: touch out, inputs: in, outputs: out }, b: { name: B, cmd: 'true' } }", "-q", "--state", "state").In(folder)
            .ComplainsOf("was written by a newer version of dagrs").RunAsync();

        Assert.True(folder.Has("out"));
        Assert.Equal(["format"], Directory.GetFileSystemEntries(Path.Combine(folder.Path, "state")).Select(Path.GetFileName));
    }
}
