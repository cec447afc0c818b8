namespace Dagrs.Core.State.Records;

/// <summary>
/// The files of the task record of one file: the one that was put together, and what each run has added since, which a run holds locked as long as it lives. It knows
/// which runs are over, puts together what they have left, and removes what a kill has left. What a record means to a run it does not know.
/// </summary>
/// <param name="folder">The folder of the state; made when it is needed.</param>
/// <param name="run">The name of this run: what it adds is called so, and names are in the order of runs.</param>
internal sealed class RecordFolder(string folder, string run)
{
    private const string Ending = ".ndjson";
    private const string Unseen = ".new"; // as long as it is not locked

    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1); // what is not locked after so long never will be

    /// <summary>What was put together.</summary>
    public string MainPath { get; } = MainIn(folder);

    /// <summary>What was put together, in the folder of a state.</summary>
    public static string MainIn(string folder) => Path.Combine(folder, "record" + Ending);

    /// <summary>What this run adds.</summary>
    public string OwnPath => Path.Combine(Added, run + Ending);

    private string AsidePath => MainPath + ".aside";

    private string Added => Path.Combine(folder, "added");

    /// <summary>The files of what other runs have added, in the order of the runs.</summary>
    public List<string> Additions()
    {
        var paths = Files(Ending);
        paths.Sort(StringComparer.Ordinal);
        paths.Remove(OwnPath);
        return paths;
    }

    /// <summary>Makes the file of what this run adds, locked.</summary>
    public FileStream CreateOwn()
    {
        StateFolder.Make(Added);
        // It is seen only when it is locked: what nobody has locked is put together and deleted by whoever sees it.
        var unseen = OwnPath + Unseen;
        var own = StateFolder.Create(unseen, FileMode.CreateNew);
        KernelLock.TryTake(own.SafeFileHandle);
        File.Move(unseen, OwnPath);
        return own;
    }

    /// <summary>Puts together what runs have left that are over, and what this one has; only one run at a time does that.</summary>
    /// <param name="main">What was put together before, as far as it is known.</param>
    /// <param name="last">What this run adds besides.</param>
    /// <param name="line">Writes lines.</param>
    /// <param name="absence">What becomes of records of tasks that the file has no more.</param>
    /// <param name="now">What time it is.</param>
    /// <returns>False: another run does it.</returns>
    public bool TryMerge(RecordFile main, Dictionary<string, TaskRecord> last, TaskRecordLine line, RecordAbsence absence, DateTimeOffset now)
    {
        StateFolder.Make(folder);
        using var merging = StateFolder.Create(Path.Combine(folder, "merging"), FileMode.OpenOrCreate);
        if (!KernelLock.TryTake(merging.SafeFileHandle))
        {
            return false;
        }

        var before = main.IsStill(MainPath) ? main : RecordFile.Read(MainPath);
        var over = Additions().FindAll(path => !IsAlive(path));
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

    /// <summary>That a task was started cannot be written, so no success that is written may count any more. Never throws.</summary>
    public void DeleteAll()
    {
        foreach (var path in Additions().FindAll(path => !IsAlive(path)).Append(OwnPath).Append(MainPath).Append(AsidePath))
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception alsoWrong) when (alsoWrong is IOException or UnauthorizedAccessException)
            {
                // Nobody can write there, so nobody has to be kept from anything.
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
            return true; // nobody knows: it is left alone
        }
    }
}
