using System.Diagnostics;
using System.Runtime.Versioning;
using Dagrs.Core.State;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.UpToDate;
using Dagrs.Core.Tests.State.Cache;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State;

/// <summary>What somebody else has put into the folders of dagrs is passed over: nobody waits for it, and nothing of it is deleted.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ForeignFilesTests
{
    private const int Patience = 60_000; // ms

    [Fact]
    public void Files_of_one_name_in_the_cache_are_no_contents_and_stay()
    {
        using var project = new CachedProject();
        project.Write("out/a", "x");
        Assert.Null(project.Keep("k"));
        string[] strangers = [Path.Combine(project.Folder.Contents, "zz"), Path.Combine(Directory.GetDirectories(project.Folder.Contents)[0], "zz")];
        Array.ForEach(strangers, path => File.WriteAllText(path, "theirs"));

        new CachePruning(project.Folder, TimeProvider.System).Run(0, null);
        Assert.All(strangers, path => Assert.True(File.Exists(path)));
        Assert.Null(project.Fetch("k"));
    }

    [Fact(Timeout = Patience)]
    public Task A_pipe_in_the_place_of_a_file_holds_nobody_up() => Task.Run(static () =>
    {
        using var folder = new TemporaryFolder();
        using var project = new CachedProject();
        project.Write("out/a", "x");
        Assert.Null(project.Keep("k"));
        var entry = project.Folder.EntryOf(CachedProject.Key("k"));
        File.Delete(entry);
        Array.ForEach([entry, .. new[] { "format", "record.ndjson", "merging" }.Select(name => Path.Combine(folder.Path, name))], MakePipe);
        using (var locks = new TaskLocks(Path.Combine(folder.Path, "locks"), []))
        {
            Assert.True(locks.TryTake("a"));
        }

        var lockFile = Directory.GetFiles(Path.Combine(folder.Path, "locks"))[0];
        File.Delete(lockFile);
        MakePipe(lockFile);

        Assert.Null(project.Fetch("k"));
        Assert.NotNull(new StateFolder(folder.Path).TryMake());
        using (var locks = new TaskLocks(Path.Combine(folder.Path, "locks"), []))
        {
            Assert.True(locks.TryTake("a"));
        }

        using (var records = new TaskRecords(folder.Path, "run", TimeProvider.System))
        {
            Assert.Null(records.Find("a"));
            records.Void("a");
        }
    });

    private static void MakePipe(string path)
    {
        using var made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }
}
