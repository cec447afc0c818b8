namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// A small process that briefly outlives a killed dagrs: it waits on a pipe for the end of dagrs and then kills whatever was started with the
/// <c>DAGRS_RUN</c> of a registered run. First it erases the screen below the cursor, before a shell writes there. Linux only. It does not find a
/// process that has cleared its environment.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    // read ends when the last writer of the pipe, dagrs, is gone. Killed processes may have had children by then, hence the loop.
    // Erasing starts one column on, since tmux keeps a screen that is erased from its first position; a prompt that is already there stays. A shell
    // is notified of the end a few microseconds later and writes where the area stands: so erasing comes first, was rehearsed ('printf' of nothing),
    // and on a busy machine this process has priority, where that is allowed.
    // The files of threads are for processes whose main thread has ended. Whole words, or an id that is the prefix of another would match both. The
    // exit code of grep is ignored: it is an error when the environment of just one process of another user cannot be read.
    internal const string Script = """
        trap '' INT TERM HUP
        area=
        while read -r word; do
          case $word in
            +) area='\033[K\033[C\033[J\033[D' ;;
            -) area= ;;
            *) set -- "$@" -e "DAGRS_RUN=$word" ;;
          esac
          printf ''
        done
        printf "$area"
        [ "$#" -gt 0 ] || exit 0
        for round in 1 2 3 4 5 6 7 8 9 10; do
          found=$(grep -lsFw "$@" /proc/[0-9]*/environ 2>/dev/null; grep -lsFw "$@" /proc/[0-9]*/task/[0-9]*/environ 2>/dev/null)
          [ "$found" ] || exit 0
          for file in $found; do
            pid=${file#/proc/}
            kill -9 "${pid%%/*}"
          done
        done
        """;

    private readonly Orphans _orphans;
    private readonly int _pipe;

    private Watchdog(int processId, Orphans orphans, int pipe)
    {
        ProcessId = processId;
        (_orphans, _pipe) = (orphans, pipe);
    }

    public int ProcessId { get; }

    /// <summary>True when it has ended prematurely.</summary>
    public bool HasEnded => Children.HasEnded(ProcessId);

    /// <summary>Starts it; null when that fails.</summary>
    /// <param name="spawner">Starts processes.</param>
    /// <param name="orphans">The registry of children that are waited for.</param>
    /// <param name="screen">The descriptor of a terminal that may show something to be erased; null: none.</param>
    public static Watchdog? TryStart(Spawner spawner, Orphans orphans, int? screen)
    {
        if (!OperatingSystem.IsLinux() || !Native.TryPipe(out var readEnd, out var writeEnd))
        {
            return null;
        }

        using var starting = orphans.WhileStarting();
        var id = spawner.TryStartGuard(["sh", "-c", Script, "dagrs-watchdog"], readEnd, screen);
        _ = Native.close(readEnd);
        if (id == 0)
        {
            _ = Native.close(writeEnd);
            return null;
        }

        if (screen is not null)
        {
            Native.Hurry(id);
        }

        var watchdog = new Watchdog(id, orphans, writeEnd);
        orphans.Except(id, watchdog);
        return watchdog;
    }

    /// <summary>Registers a run, whose processes it guards from now on.</summary>
    public void Guard(string run) => Tell(run + "\n");

    /// <summary>Reports whether something stands below the cursor.</summary>
    public void TellScreen(bool hasArea) => Tell(hasArea ? "+\n" : "-\n");

    private unsafe void Tell(string text)
    {
        var line = System.Text.Encoding.UTF8.GetBytes(text);
        fixed (byte* start = line)
        {
            _ = Native.write(_pipe, start, (nuint)line.Length); // it fits in the pipe, and nobody has closed the other end
        }
    }

    public void Dispose()
    {
        _ = Native.kill(-ProcessId, Native.SIGKILL);
        _ = Native.waitpid(ProcessId, out _, 0);
        _orphans.ExceptNoLonger(ProcessId, this);
        _ = Native.close(_pipe);
    }
}
