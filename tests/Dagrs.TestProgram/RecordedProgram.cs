using Dagrs.Core;
using Dagrs.Core.Scheduling;

namespace Dagrs.TestProgram;

/// <summary>A program that runs a file by the library and writes the events of the run.</summary>
internal static class RecordedProgram
{
    public static int Run(string file, string events)
    {
        using var stream = File.Create(events);
        var report = WorkflowFile.Load(file).RunAsync(new RunOptions { Events = stream, FailureMode = FailureMode.KeepGoing, Parallelism = 1 }).GetAwaiter().GetResult();
        return report.Succeeded ? 0 : 1;
    }
}
