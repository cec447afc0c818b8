using System.Text;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>Calls Slurm's commands. It does not know what they are for. Thread-safe.</summary>
/// <param name="local">Runs them: this program reaps orphans as a subreaper, so all its processes must be started in one place.</param>
/// <param name="run">The run that they belong to, so that none outlives dagrs.</param>
/// <param name="clock">Times out those that take too long.</param>
internal sealed class SlurmTools(IExecutor local, string run, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // A user's settings for sbatch must not override the file's, and the environment of these commands is passed to the job as well: it gets its own
    // variables from a file. With '--export=NIL' Slurm would ask a login shell for them, which takes 2 s.
    private static readonly string[] Kept = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "SLURM_CONF", "SLURM_JWT"];

    private readonly Dictionary<string, string> _environment = InheritedVariables();

    /// <summary>True for a variable that configures Slurm's commands, or that Slurm sets in a job.</summary>
    public static bool IsOfSlurm(string name) =>
        name.StartsWith("SLURM_", StringComparison.Ordinal) || name.StartsWith("SBATCH_", StringComparison.Ordinal)
        || name.StartsWith("SQUEUE_", StringComparison.Ordinal) || name.StartsWith("SCANCEL_", StringComparison.Ordinal) || name.StartsWith("SINFO_", StringComparison.Ordinal);

    /// <summary>Calls one. A non-zero exit code is a problem, described in its own words.</summary>
    public async Task<ToolAnswer> CallAsync(params IReadOnlyList<string> words)
    {
        using var late = new CancellationTokenSource(Longest, clock);
        var sink = new ToolOutput();
        var outcome = await local.ExecuteAsync(
            new(new Command.Program(words)) { Name = words[0], Run = run, CapturesOutput = true, Directory = "/", Environment = _environment, IsBare = true },
            sink,
            new(late.Token, late.Token)).ConfigureAwait(false);
        return outcome switch
        {
            Outcome.Succeeded succeeded => new(null, TextOf(succeeded.Output)),
            Outcome.Stopped => new($"'{words[0]}' gave no answer in {Longest.TotalSeconds:0} s", "") { IsUnclear = true },
            Outcome.Exited { Output: var output } => new(Words(sink.LastLine, words[0]) is { Length: > 0 } said ? said : $"'{words[0]}' {outcome.Words}", TextOf(output)),
            Outcome.NotStarted => new(outcome.Words, ""),
            _ => new($"'{words[0]}' {outcome.Words}", ""),
        };
    }

    private static Dictionary<string, string> InheritedVariables()
    {
        var kept = new Dictionary<string, string>(StringComparer.Ordinal) { [ReservedVariables.Run] = "" }; // else jobs would look like processes that the run left on this machine
        foreach (var name in Kept)
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                kept[name] = value;
            }
        }

        return kept;
    }

    private static string TextOf(CapturedOutput output) => Encoding.UTF8.GetString(output.Bytes.Span);

    // Without the prefix: sbatch: error: Batch job submission failed: Invalid partition name specified
    private static string Words(string line, string tool)
    {
        foreach (var start in (ReadOnlySpan<string>)[$"{tool}: ", "error: ", "Batch job submission failed: "])
        {
            line = line.StartsWith(start, StringComparison.Ordinal) ? line[start.Length..] : line;
        }

        return OneLine.Of(line, 300);
    }
}
