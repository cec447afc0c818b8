using System.Globalization;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>Submits jobs to Slurm, several at once, and retries where Slurm is busy or unavailable. It does not watch them. Thread-safe.</summary>
/// <param name="options">The options of the run.</param>
/// <param name="tools">Slurm's commands.</param>
/// <param name="folder">Where the commands of jobs are written.</param>
internal sealed class Submitter(SlurmOptions options, SlurmTools tools, RunFolder folder) : IDisposable
{
    private const int AtOnce = 4;
    private const int Mebibyte = 1024 * 1024;
    private const int BackstopMinutes = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Transient errors: the controller is busy or restarting, or the user has as many jobs as are allowed at once.
    private static readonly string[] Passing = ["unable to contact", "timed out", "temporarily", "connection", "zero bytes", "transport", "submit limit", "submitjob", "maxsubmit", "gave no answer", "try again", "communication"];

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly Lazy<Task<int>> _grace = new(() => GraceAsync(options, tools));

    /// <summary>Submits a job to Slurm.</summary>
    /// <param name="job">The job.</param>
    /// <param name="submission">The submission.</param>
    /// <param name="excludedNode">The node on which an earlier job was lost, to be avoided if there is another; null: any node will do.</param>
    /// <param name="find">Asks Slurm whether it has accepted a submission that got no answer.</param>
    /// <returns>Why it was rejected; null: it was accepted, or was asked to stop meanwhile.</returns>
    public async Task<string?> SubmitAsync(Job job, Submission submission, string? excludedNode, Func<Submission, Task<bool?>> find)
    {
        folder.WriteCommand(submission.Name, job.Command);
        if (job.Invocation.Environment.ContainsKey(ReservedVariables.Results))
        {
            folder.PrepareEnd(submission.Name, "results");
        }

        var grace = await _grace.Value.ConfigureAwait(false);
        var begin = options.Clock.GetTimestamp();
        await _turns.WaitAsync().ConfigureAwait(false);
        try
        {
            for (var pause = TimeSpan.FromMilliseconds(500); !job.IsAsked; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                var answer = await tools.CallAsync(Words(job, submission, grace, excludedNode)).ConfigureAwait(false);
                if (answer.Problem is null)
                {
                    submission.Id = answer.Text.Trim().Split(';')[0];
                    return null;
                }

                var passes = answer.IsUnclear || Array.Exists(Passing, words => answer.Problem.Contains(words, StringComparison.OrdinalIgnoreCase));
                if (excludedNode is not null && !passes)
                {
                    excludedNode = null; // there is no other node
                    continue;
                }

                if (!passes || options.Clock.GetElapsedTime(begin) > Patience)
                {
                    return answer.Problem;
                }

                await Task.Delay(pause, options.Clock).ConfigureAwait(false);
                if ((answer.IsUnclear || answer.Problem.Contains("timed out", StringComparison.OrdinalIgnoreCase)) && await find(submission).ConfigureAwait(false) == true)
                {
                    return null;
                }
            }

            return null;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>
    /// The arguments of the call. The file's own arguments may override its other settings, but not those that bookkeeping depends on, which come last.
    /// </summary>
    internal List<string> Words(Job job, Submission submission, int grace, string? excludedNode)
    {
        var (invocation, settings) = (job.Invocation, job.Invocation.Cluster ?? ClusterSettings.Default);
        List<string> words = ["sbatch"];
        Add("--partition", settings.Partition);
        Add("--account", settings.Account);
        Add("--qos", settings.Qos);
        Add("--cpus-per-task", Amount(invocation, Resources.Cpus) is { } cpus ? Text(cpus) : null);
        Add("--mem", Amount(invocation, Resources.Memory) is { } bytes ? Text((bytes + Mebibyte - 1) / Mebibyte) + "M" : null);
        Add("--gres", Amount(invocation, Resources.Gpus) is { } gpus ? "gpu:" + Text(gpus) : null);
        Add("--time", invocation.TimeLimit is { } limit ? Text((long)Math.Ceiling(limit.TotalMinutes) + BackstopMinutes) : null);
        Add("--exclude", excludedNode);
        words.AddRange(settings.Extra ?? []);
        words.AddRange(["--parsable", "-J", "dagrs-" + folder.Run, "--comment", submission.Comment, "--no-requeue", "-n1", "--export=ALL", "-D", "/", "-o", "/dev/null", "-e", "/dev/null"]);
        words.AddRange(
        [
            folder.Wrapper, folder.Path, submission.Name, $"{folder.Run}/{submission.Comment}", Text(grace),
            invocation.TimeLimit is { TotalSeconds: var seconds } ? seconds.ToString("0.###", CultureInfo.InvariantCulture) : "0",
            job.Command.Folder, invocation.CapturesOutput ? "2" : "1",
        ]);
        return words;

        void Add(string option, string? value)
        {
            if (value is not null)
            {
                words.Add($"{option}={value}");
            }
        }
    }

    private static long? Amount(Invocation invocation, string resource) => invocation.Resources.TryGetValue(resource, out var amount) ? amount : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Slurm kills a job this many seconds after it has signalled it; the wrapper must finish before that.
    private static async Task<int> GraceAsync(SlurmOptions options, SlurmTools tools)
    {
        var wanted = (int)Math.Ceiling(options.Grace.TotalSeconds);
        var answer = await tools.CallAsync("scontrol", "show", "config").ConfigureAwait(false);
        foreach (var line in answer.Text.Split('\n'))
        {
            if (line.StartsWith("KillWait", StringComparison.Ordinal) && line.Split('=') is [_, var value]
                && int.TryParse(value.Trim().Split(' ')[0], CultureInfo.InvariantCulture, out var seconds))
            {
                return Math.Min(wanted, Math.Max(seconds - 1, 0));
            }
        }

        return wanted;
    }
}
