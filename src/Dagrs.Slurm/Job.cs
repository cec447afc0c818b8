using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>One attempt of a task, with all its submissions: what it runs, where its output goes, and how it ended. Belongs to the watch.</summary>
/// <param name="invocation">The attempt.</param>
/// <param name="command">What its jobs run.</param>
/// <param name="sink">Receives its output.</param>
internal sealed class Job(Invocation invocation, JobCommand command, IOutputSink sink)
{
    private readonly TaskCompletionSource<Outcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, FollowedFile[]> _followed = new(StringComparer.Ordinal);

    public Invocation Invocation { get; } = invocation;

    public JobCommand Command { get; } = command;

    public IOutputSink Sink { get; } = sink;

    /// <summary>Its submissions, the latest last. The list is replaced rather than changed, because another thread may be reading it.</summary>
    public IReadOnlyList<Submission> Submissions { get; private set; } = [];

    /// <summary>How many of its submissions were lost.</summary>
    public int Losses { get; set; }

    /// <summary>True when it was asked to stop.</summary>
    public bool IsAsked { get; set; }

    /// <summary>When it was asked to stop without delay; null: it was not.</summary>
    public TimeSpan? KilledAt { get; set; }

    /// <summary>True while another submission is on the way.</summary>
    public bool IsSubmitting { get; set; }

    /// <summary>Completes with its outcome.</summary>
    public Task<Outcome> Completion => _completion.Task;

    public bool IsOver => _completion.Task.IsCompleted;

    public void Add(Submission submission) => Submissions = [.. Submissions, submission];

    public void End(Outcome outcome) => _completion.TrySetResult(outcome);

    /// <summary>Passes on what a submission has written since the last call.</summary>
    /// <returns>True when there was something.</returns>
    public bool Hear(Submission submission, RunFolder folder)
    {
        var isNew = false;
        foreach (var file in FilesOf(submission, folder))
        {
            isNew |= file.Read(Sink);
        }

        return isNew;
    }

    /// <summary>The standard output of a submission, as far as it was captured and read.</summary>
    public CapturedOutput OutputOf(Submission submission, RunFolder folder) => FilesOf(submission, folder)[0].Kept;

    private FollowedFile[] FilesOf(Submission submission, RunFolder folder)
    {
        if (!_followed.TryGetValue(submission.Name, out var files))
        {
            _followed[submission.Name] = files = Invocation.CapturesOutput
                ? [new(folder.End(submission.Name, "out"), OutputChannel.Out, new()), new(folder.End(submission.Name, "err"), OutputChannel.Error, null)]
                : [new(folder.End(submission.Name, "out"), OutputChannel.Merged, null)];
        }

        return files;
    }
}
