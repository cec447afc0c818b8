using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>Turns what a job has left behind into an executor's result: the outcome and the results. It does not decide which job counts.</summary>
internal static class Ends
{
    private const int FirstSignalCode = 128;
    private const int LastSignal = 31;

    /// <summary>The outcome by the job's own record.</summary>
    public static Outcome OutcomeOf(Job job, ExitRecord record, CapturedOutput output) => record switch
    {
        { Why: ExitReason.NoFolder } => new Outcome.NotStarted($"the folder '{OneLine.Of(job.Command.Folder, 200)}' does not exist on node {record.Node}"),
        { Why: ExitReason.NoProgram or ExitReason.IsFolder or ExitReason.NotExecutable or ExitReason.NoInterpreter } => new Outcome.NotStarted(NotStarted(job, record)),
        { Why: ExitReason.TimeLimit } => new Outcome.TimedOut(job.Invocation.TimeLimit ?? TimeSpan.Zero),
        { Why: ExitReason.Stopped } or { Code: not 0 } when job.IsAsked => new Outcome.Stopped(), // Slurm signals the command and the wrapper at the same time
        { Code: 0 } => new Outcome.Succeeded { Output = output },
        { Code: > FirstSignalCode and <= FirstSignalCode + LastSignal } => new Outcome.Killed(Signals.NameOf(record.Code - FirstSignalCode)) { Code = record.Code, Output = output },
        _ => new Outcome.Exited(record.Code) { Output = output },
    };

    /// <summary>Copies its results to where they are read.</summary>
    public static void TakeResults(Job job, Submission submission, RunFolder folder)
    {
        if (job.Invocation.Environment.TryGetValue(ReservedVariables.Results, out var path) && folder.ReadEnd(submission.Name, "results") is { } results)
        {
            try
            {
                File.WriteAllBytes(path, results);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                // The reader reports that the file is missing.
            }
        }
    }

    // The words of the direct executor, plus the node.
    private static string NotStarted(Job job, ExitRecord record)
    {
        var program = job.Invocation.Command is Command.Program { Words: [var first, ..] } ? first : (job.Invocation.Command as Command.Shell)?.Call(job.Invocation.Name)[0] ?? "";
        var (name, where) = (OneLine.Of(program, 200), $"on node {record.Node}");
        return record.Why switch
        {
            ExitReason.IsFolder => $"program '{name}' is a folder {where}",
            ExitReason.NotExecutable => $"program '{name}' is not executable {where}: permission denied",
            ExitReason.NoInterpreter => $"could not be started {where}: the program or its interpreter does not exist (ENOENT)",
            _ => program.Contains('/', StringComparison.Ordinal) ? $"program '{name}' does not exist {where}" : $"program '{name}' was not found in PATH {where}",
        };
    }
}
