using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>
/// Checks whether runs can use this cluster: the version of Slurm, the partitions, and a small job that tests whether nodes see the folder of
/// runs, as which user it runs and in which working directory. It repairs nothing. Thread-safe.
/// </summary>
/// <param name="options">The run that the small job belongs to.</param>
/// <param name="settings">The cluster settings for it.</param>
/// <param name="folder">The working directory that jobs will have.</param>
internal sealed class Doctor(SlurmOptions options, ClusterSettings? settings, string folder)
{
    private const string Probe = "id -un; id -u; pwd; uname -n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly SlurmTools _tools = new(options.Local, options.Run, options.Clock);
    private readonly StringBuilder _report = new();

    /// <summary>Makes all checks.</summary>
    /// <returns>The findings, one line each, and whether runs can have jobs.</returns>
    public async Task<(string Report, bool IsWell)> ExamineAsync(CancellationToken stop)
    {
        var isWell = await AskAsync("commands", ["sbatch", "--version"], 1).ConfigureAwait(false)
            && await AskAsync("controller", ["scontrol", "ping"], 2).ConfigureAwait(false)
            && await AskAsync("partitions", ["sinfo", "-h", "-o", "%P %a, up to %l a job, %D nodes with %c CPUs and %m MB: %T"], 50).ConfigureAwait(false)
            && await TryJobAsync(stop).ConfigureAwait(false);
        return (_report.ToString(), isWell);
    }

    private async Task<bool> AskAsync(string what, string[] words, int mostLines)
    {
        var answer = await _tools.CallAsync(words).ConfigureAwait(false);
        if (answer.Problem is { } problem)
        {
            return Say(what, problem, isFine: false);
        }

        foreach (var line in answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(mostLines))
        {
            Say(what, OneLine.Of(line, 200));
            what = "";
        }

        return true;
    }

    private async Task<bool> TryJobAsync(CancellationToken stop)
    {
        Say("run folder", options.Folder);
        var executor = new SlurmExecutor(options);
        using var late = new CancellationTokenSource(Patience, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        var outcome = await executor.ExecuteAsync(
            new(new Command.Shell(Probe)) { Name = "doctor", Run = options.Run, CapturesOutput = true, Directory = folder, Cluster = settings ?? new() { NodeFailures = 0 } },
            new ToolOutput(),
            new(either.Token, either.Token)).ConfigureAwait(false);
        await executor.CleanUpAsync(options.Run, either.Token).ConfigureAwait(false);
        if (outcome is not Outcome.Succeeded { Output: var output })
        {
            return Say("job", Explain(outcome, late.IsCancellationRequested), isFine: false);
        }

        var lines = Encoding.UTF8.GetString(output.Bytes.Span).Split('\n');
        if (lines is not [var user, var number, var where, var node, ..])
        {
            return Say("job", "its output did not come back complete", isFine: false);
        }

        Say("job", $"ran on {node}; the run folder is shared");
        var isSameUser = Say("user", user == Environment.UserName ? $"{user} ({number}), as here" : $"{user} ({number}) there, {Environment.UserName} here", isFine: user == Environment.UserName);
        return Say("directory", where == folder ? $"{where}, as here" : $"{where} there, {folder} here", isFine: where == folder) && isSameUser;
    }

    private string Explain(Outcome outcome, bool isLate) => outcome switch
    {
        Outcome.Stopped when isLate => $"it did not end within {Patience.TotalSeconds:0} s; see 'squeue' for what it waits for",
        Outcome.JobEnded => $"it {outcome.Words}: its node cannot see the folder {options.Folder}, or cannot write to it; name a folder shared by all nodes with --run-dir",
        _ => outcome.Words,
    };

    private bool Say(string what, string words, bool isFine = true)
    {
        _report.Append($"{(what.Length == 0 ? "    " : isFine ? "ok  " : "bad ")}{what,-11} {words}\n");
        return isFine;
    }
}
