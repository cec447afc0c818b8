namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// A small process that outlives a killed dagrs for a moment: it waits on a pipe for the end of dagrs and then kills whatever
/// was started with the run's <c>DAGRS_RUN</c>. Linux only. It does not find a process that has cleared its environment.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    // read ends when the last writer of the pipe, dagrs, is gone. What is killed may have children by then, hence the loop.
    private const string Script = """
        trap '' INT TERM HUP
        read -r line
        for round in 1 2 3 4 5 6 7 8 9 10; do
          found=$(grep -ls "DAGRS_RUN=$1" /proc/[0-9]*/environ 2>/dev/null) || exit 0
          for file in $found; do
            pid=${file#/proc/}
            kill -9 "${pid%/environ}"
          done
        done
        """;

    private readonly int _pipe;

    private Watchdog(int processId, int pipe)
    {
        ProcessId = processId;
        _pipe = pipe;
    }

    public int ProcessId { get; }

    public static Watchdog? TryStart(Spawner spawner, string run)
    {
        if (!OperatingSystem.IsLinux() || !Native.TryPipe(out var readEnd, out var writeEnd))
        {
            return null;
        }

        var id = spawner.TryStartGuard(["sh", "-c", Script, "dagrs-watchdog", run], readEnd);
        _ = Native.close(readEnd);
        if (id == 0)
        {
            _ = Native.close(writeEnd);
            return null;
        }

        return new(id, writeEnd);
    }

    public void Dispose()
    {
        _ = Native.kill(-ProcessId, Native.SIGKILL);
        _ = Native.waitpid(ProcessId, out _, 0);
        _ = Native.close(_pipe);
    }
}
