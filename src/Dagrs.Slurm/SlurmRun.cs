using System.Runtime.InteropServices;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>What one run has on the cluster: its folder, its jobs and their watch. Thread-safe.</summary>
internal sealed class SlurmRun : IDisposable
{
    private static readonly WorkingDirectory Directory = new();

    private readonly SlurmOptions _options;
    private readonly RunFolder _folder;
    private readonly SlurmTools _tools;
    private readonly JobQueue _queue;
    private readonly Canceling _canceling;
    private readonly Submitter _submitter;
    private readonly JobWatch _watch;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal); // number of submissions by task

    /// <exception cref="IOException">The folder cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public SlurmRun(SlurmOptions options)
    {
        _options = options;
        _folder = RunFolder.Open(options.Folder, options.Run, options.GoesOn);
        _tools = new(options.Local, options.Run, options.Clock);
        _queue = new(_tools, _folder.Run, options.Clock);
        _canceling = new(_tools, _queue, _folder.Run);
        _submitter = new(options, _tools, _folder);
        _watch = new(_folder, _queue, _canceling, new Pace(options.Clock), (job, node) => _ = ReplaceAsync(job, node));
    }

    private bool GoesOn => _folder.Run != _options.Run;

    public async Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        Submission submission;
        Submission? earlier = null;
        int number;
        lock (_numbers)
        {
            number = _numbers.GetValueOrDefault(invocation.Name);
            if (number == 0 && GoesOn)
            {
                number = _folder.LastNumberOf(invocation.Name);
                earlier = number == 0 ? null : Of(invocation.Name, number);
            }

            _numbers[invocation.Name] = ++number;
            submission = Of(invocation.Name, number);
        }

        var job = new Job(invocation, new(invocation, invocation.Directory ?? Directory.Find() ?? Environment.CurrentDirectory), output);
        using var terminate = stopTokens.Terminate.UnsafeRegister(_ => Ask(job), null);
        using var kill = stopTokens.Kill.UnsafeRegister(_ => Kill(job), null);
        if (earlier is not null && _folder.KeyOf(earlier.Name) == job.Command.Key && !IsStopped(earlier))
        {
            earlier.SubmittedAt = _queue.Now;
            job.Add(earlier);
            output.Warn("its job from the resumed run continues");
            _watch.Add(job);
        }
        else
        {
            if (earlier is not null)
            {
                _canceling.Unwanted(earlier.Comment);
            }

            await SubmitAsync(job, submission, null).ConfigureAwait(false);
        }

        return await job.Completion.ConfigureAwait(false);
    }

    /// <summary>Ends the run: removes all its jobs from the cluster, and its folder.</summary>
    public async Task EndAsync(CancellationToken kill)
    {
        if (_watch.Losses > 0)
        {
            _options.Tell($"{_watch.Losses} {(_watch.Losses == 1 ? "job was" : "jobs were")} lost with their nodes or by Slurm");
        }

        if ((_watch.HasDoubtful || GoesOn) && await _canceling.EndAllAsync(_options.Clock, kill).ConfigureAwait(false) is not 0 and var left)
        {
            _options.Tell(left is null ? $"Slurm does not say whether jobs of this run are left; remove them with '{_canceling.Command}'" : $"jobs of this run are left in Slurm: {left}; remove them with '{_canceling.Command}'");
            return;
        }

        _folder.Remove();
    }

    public void Dispose() => _submitter.Dispose();

    private async Task SubmitAsync(Job job, Submission submission, string? node)
    {
        job.IsSubmitting = true;
        job.Add(submission);
        if (job.Submissions.Count == 1)
        {
            _watch.Add(job);
        }

        string? problem;
        try
        {
            problem = await _submitter.SubmitAsync(job, submission, node, FindAsync).ConfigureAwait(false);
        }
        catch (Exception wrong)
        {
            problem = SystemReason.Of(wrong); // a full or missing folder; report it here, since no one else may be left to do so
        }

        if (problem is not null)
        {
            _folder.Forget(submission.Name);
            job.End(new Outcome.NotStarted("could not be submitted: " + problem));
        }
        else if (submission.Id is not null)
        {
            submission.SubmittedAt = _queue.Now;
        }

        job.IsSubmitting = false;
        _watch.Wake(isNews: true);
    }

    private Task ReplaceAsync(Job job, string? node)
    {
        int number;
        lock (_numbers)
        {
            number = ++CollectionsMarshal.GetValueRefOrAddDefault(_numbers, job.Invocation.Name, out _);
        }

        return SubmitAsync(job, Of(job.Invocation.Name, number), node);
    }

    // Slurm was called and did not answer, but may have accepted the job all the same.
    private async Task<bool?> FindAsync(Submission submission)
    {
        if (await _queue.AskAsync().ConfigureAwait(false) is not { } known)
        {
            return null;
        }

        submission.Id = known.GetValueOrDefault(submission.Comment)?.Id;
        return submission.Id is not null;
    }

    private void Ask(Job job)
    {
        job.IsAsked = true;
        _watch.Wake(isNews: true);
    }

    private void Kill(Job job)
    {
        job.KilledAt ??= _queue.Now;
        Ask(job);
    }

    // A job that was asked to stop before its run was killed has not done its work.
    private bool IsStopped(Submission one) => _folder.ReadEnd(one.Name, "exit") is { } text && ExitRecord.Parse(text) is { Why: ExitReason.Stopped };

    private static Submission Of(string task, int number) => new(RunFolder.NameOf(task, number), $"{task}.{number}");
}
