using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.State.Runs;

/// <summary>The stored runs of a state. Anything that is not a run, or cannot be read, is skipped. Read-only.</summary>
/// <param name="state">The state.</param>
/// <param name="isOutputWhole">True to get all of the output that is stored, not only what reports show.</param>
internal sealed class StoredRuns(StateFolder state, bool isOutputWhole = false)
{
    /// <summary>The word for the run that started last.</summary>
    public const string LatestWord = "latest";

    private const long LongestJournal = 1L << 30; // bytes; dagrs never writes a longer one

    /// <summary>The names of all runs, the latest first.</summary>
    public IReadOnlyList<RunName> Names()
    {
        var names = new List<RunName>();
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(state.Runs))
            {
                if (RunName.TryParse(Path.GetFileName(folder)) is { } name)
                {
                    names.Add(name);
                }
            }
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
        }

        names.Sort((one, other) => string.CompareOrdinal(other.Text, one.Text));
        return names;
    }

    /// <summary>All runs, the latest first, without the output of tasks.</summary>
    public IEnumerable<StoredRun> All()
    {
        foreach (var name in Names())
        {
            if (Read(name, withOutput: false) is { } run)
            {
                yield return run;
            }
        }
    }

    /// <summary>The latest readable run; one that was killed as it began has left nothing. Null: there is none.</summary>
    public StoredRun? Latest()
    {
        foreach (var name in Names())
        {
            if (Read(name, withOutput: true) is { } run)
            {
                return run;
            }
        }

        return null;
    }

    /// <summary>The runs that a text can refer to, the latest first: an id or its prefix, the name of a folder, or <see cref="LatestWord"/>.</summary>
    public IReadOnlyList<RunName> Find(string text)
    {
        var names = Names();
        if (text == LatestWord)
        {
            return names.Count == 0 ? [] : [names[0]];
        }

        return text.Length == 0 ? [] : [.. names.Where(name => name.Id.StartsWith(text, StringComparison.OrdinalIgnoreCase) || name.Text == text)];
    }

    /// <summary>The run that another one resumed; null: none, or it is no longer stored.</summary>
    public StoredRun? Before(StoredRun run)
    {
        foreach (var name in Names())
        {
            // A run cannot resume one that started later, whatever the journal says.
            if (name.Id == run.Request?.GoesOn && string.CompareOrdinal(name.Text, run.Name.Text) < 0)
            {
                return Read(name, withOutput: true);
            }
        }

        return null;
    }

    /// <summary>Reads a run, as far as its journal can be read; null: not at all.</summary>
    /// <param name="name">The run.</param>
    /// <param name="withOutput">False to leave out the output of tasks.</param>
    public StoredRun? Read(RunName name, bool withOutput)
    {
        try
        {
            var path = Path.Combine(state.Runs, name.Text, Journal.FileName);
            if (new FileInfo(path) is not { Exists: true, Length: > 0 and < LongestJournal })
            {
                return null; // also for a pipe or a device, which must not be opened
            }

            // Checked before reading: a run that ends meanwhile is then read to its end.
            using var file = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            var isAlive = KernelLock.IsTaken(file.SafeFileHandle);
            var journal = new byte[file.Length];
            var length = file.ReadAtLeast(journal, journal.Length, throwOnEndOfStream: false);
            var fold = !withOutput ? new RunFold(0) : isOutputWhole ? new RunFold(long.MaxValue, KeptOutput.Most) : new RunFold(OutputBudget.OfReports);
            (RunRequest Request, IReadOnlyList<string> Definitions)? begin = null;
            var values = new Dictionary<string, StoredValue>(StringComparer.Ordinal);
            JournalReader.Read(journal.AsMemory(0, length), withOutput, (happened, line) =>
            {
                if (happened?.Run == name.Id)
                {
                    fold.Take(happened);
                    begin = withOutput && happened is RecordedEvent.RunStarted ? JournalKeys.ReadBegin(line) : begin;
                }
                else if (withOutput && happened is null && JournalKeys.ReadKept(line) is { } kept && kept.Run == name.Id)
                {
                    values[kept.Task] = kept.Value;
                }
            });
            return fold.HasBegun
                ? new(name, fold.Run(), isAlive && !fold.IsComplete) { Request = begin?.Request, Definitions = begin?.Definitions ?? [], Values = values }
                : null;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
