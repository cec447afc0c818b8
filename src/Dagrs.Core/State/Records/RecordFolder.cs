namespace Dagrs.Core.State.Records;

/// <summary>
/// The files of the task record of one file: the merged one, and the additions of each run since, which a run keeps locked while it lives. It knows
/// which runs are over, merges their additions, and removes what killed runs left behind. It does not know what a record means.
/// </summary>
/// <param name="folder">The folder of the state; created on demand.</param>
/// <param name="run">The name of this run, used for its additions; names sort in the order of runs.</param>
internal sealed class RecordFolder(string folder, string run)
{
    private const string Ending = ".ndjson";
    private const string Unseen = ".new"; // until it is locked

    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1); // what has no lock after so long never will

    /// <summary>The merged file.</summary>
    public string MainPath { get; } = MainIn(folder);

    /// <summary>The merged file in the folder of a state.</summary>
    public static string MainIn(string folder) => Path.Combine(folder, "record" + Ending);

    /// <summary>The additions of this run.</summary>
    public string OwnPath => Path.Combine(Added, run + Ending);

    private string AsidePath => MainPath + ".aside";

    private string Added => Path.Combine(folder, "added");

    /// <summary>The additions of other runs, in the order of the runs.</summary>
    public List<string> Additions()
    {
        var paths = Files(Ending);
        paths.Sort(StringComparer.Ordinal);
        paths.Remove(OwnPath);
        return paths;
    }

    /// <summary>The additions of other runs that are over.</summary>
    public List<string> Finished() => Additions().FindAll(path => !IsAlive(path));

    /// <summary>Creates the file for the additions of this run, locked.</summary>
    public FileStream CreateOwn()
    {
        StateFolder.Make(Added);
        // Locked before it becomes visible: another run would merge and delete additions that are not locked.
        var unseen = OwnPath + Unseen;
        var own = StateFolder.Create(unseen, FileMode.CreateNew);
        KernelLock.TryTake(own.SafeFileHandle);
        File.Move(unseen, OwnPath);
        return own;
    }

    /// <summary>Merges the additions of runs that are over, and those of this run. Only one run merges at a time.</summary>
    /// <param name="main">The merged file as last read.</param>
    /// <param name="last">Further additions of this run.</param>
    /// <param name="line">Serialises records.</param>
    /// <param name="absence">Expires records of tasks that the file no longer has.</param>
    /// <param name="now">The current time.</param>
    /// <returns>False: another run is merging.</returns>
    public bool TryMerge(RecordFile main, Dictionary<string, TaskRecord> last, TaskRecordLine line, RecordAbsence absence, DateTimeOffset now)
    {
        StateFolder.Make(folder);
        using var merging = StateFolder.Create(Path.Combine(folder, "merging"), FileMode.OpenOrCreate);
        if (!KernelLock.TryTake(merging.SafeFileHandle))
        {
            return false;
        }

        var before = main.IsStill(MainPath) ? main : RecordFile.Read(MainPath);
        var over = Finished();
        if (File.Exists(OwnPath))
        {
            over.Add(OwnPath);
            over.Sort(StringComparer.Ordinal);
        }

        using (var file = StateFolder.Create(AsidePath, FileMode.Create))
        {
            new RecordMerging(before, over.ConvertAll(RecordFile.ReadAddition), last, line, absence).WriteTo(file);
        }

        File.Move(AsidePath, MainPath, overwrite: true);
        over.ForEach(File.Delete);
        Files(Unseen).FindAll(path => now - File.GetLastWriteTimeUtc(path) > Abandoned && !IsAlive(path)).ForEach(File.Delete);
        return true;
    }

    /// <summary>Drops all records, because the start of a task could not be recorded and so no stored success may count. Never throws.</summary>
    public void DeleteAll()
    {
        foreach (var path in Finished().Append(OwnPath).Append(MainPath).Append(AsidePath))
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception alsoWrong) when (alsoWrong is IOException or UnauthorizedAccessException)
            {
                // The folder cannot be written; nothing more can be done here.
            }
        }
    }

    private List<string> Files(string ending)
    {
        try
        {
            return Directory.Exists(Added) ? [.. Directory.GetFiles(Added, "*" + ending)] : [];
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsAlive(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return KernelLock.IsTaken(file.SafeFileHandle);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return true; // unknown: leave it alone
        }
    }
}
