using System.Diagnostics;
using System.Globalization;

namespace Dagrs.Core.Tests.Support;

/// <summary>What the system says about processes that a test has started.</summary>
internal static class Processes
{
    /// <summary>True while the process runs; one that has ended and whose status nobody has taken does not run.</summary>
    public static bool IsRunning(int process) => Stat(process) is { } stat && stat.State != 'Z';

    /// <summary>True when the process is a child of this one that has ended and whose status nobody has taken.</summary>
    public static bool IsZombieOfMine(int process) => Stat(process) is ('Z', var parent) && parent == Environment.ProcessId;

    /// <summary>Ends when the process does not run any more.</summary>
    public static async Task Ended(int process)
    {
        while (IsRunning(process))
        {
            await Task.Delay(10);
        }
    }

    public static void Kill(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            running.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    // man proc: "pid (name) state parent ..."; the name may hold anything, also brackets.
    private static (char State, int Parent)? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
