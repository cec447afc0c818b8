using Dagrs.Core.Model;
using Dagrs.Slurm;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>What becomes of a job, by its own record and by what Slurm says of it.</summary>
public sealed class JobRulesTests
{
    private static readonly ExitRecord Fine = new(0, ExitReason.Command, "n1", 7);

    [Theory]
    [InlineData("PENDING")]
    [InlineData("RUNNING")]
    [InlineData("COMPLETING")]
    [InlineData("SUSPENDED")]
    public void A_job_that_may_still_run_is_awaited(string state) => Assert.Equal(JobVerdict.Wait, JobRules.Of(Seen(state), isAsked: false, At(10_000)));

    [Theory]
    [InlineData("NODE_FAIL")]
    [InlineData("BOOT_FAIL")]
    [InlineData("PREEMPTED")]
    public void A_job_that_went_with_its_node_is_lost_at_once(string state) => Assert.Equal(new JobVerdict.Lost($"{state} on n1"), JobRules.Of(Seen(state), isAsked: false, At(5)));

    [Fact]
    public void A_job_that_Slurm_does_not_know_is_lost_the_second_time()
    {
        var job = Submitted();
        job.Note(null, At(5));
        Assert.Equal(JobVerdict.Wait, JobRules.Of(job, isAsked: false, At(5)));
        job.Note(null, At(10));
        Assert.IsType<JobVerdict.Lost>(JobRules.Of(job, isAsked: false, At(10)));
    }

    [Fact]
    public void An_answer_that_is_older_than_the_job_says_nothing_of_it()
    {
        var job = Submitted();
        job.Note(null, At(0.5));
        job.Note(null, At(0.9));
        Assert.Equal(0, job.TimesUnknown);
    }

    [Fact]
    public void A_job_that_is_known_again_was_not_lost()
    {
        var job = Submitted();
        job.Note(null, At(5));
        job.Note(Job("RUNNING"), At(10));
        job.Note(null, At(15));
        Assert.Equal(JobVerdict.Wait, JobRules.Of(job, isAsked: false, At(15)));
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("FAILED")]
    public void A_job_that_is_over_has_30_seconds_for_its_record(string state)
    {
        var job = Seen(state);
        Assert.Equal(JobVerdict.Wait, JobRules.Of(job, isAsked: false, At(5 + 29.9)));
        Assert.Equal($"left no exit record ({state} on n1)", Outcome(JobRules.Of(job, isAsked: false, At(5 + 30))).Words);
        job.Record = Fine;
        Assert.Equal(new JobVerdict.Recorded(Fine), JobRules.Of(job, isAsked: false, At(5 + 31)));
    }

    [Fact]
    public void A_job_that_Slurm_canceled_on_its_node_before_it_began_is_lost_and_one_that_had_no_node_was_canceled()
    {
        Assert.Equal(JobVerdict.Wait, JobRules.Of(Seen("CANCELLED"), isAsked: false, At(5 + 14)));
        Assert.Equal(new JobVerdict.Lost("CANCELLED on n1 before it began"), JobRules.Of(Seen("CANCELLED"), isAsked: false, At(5 + 15)));
        var pending = Submitted();
        pending.Note(Job("CANCELLED") with { Node = "" }, At(5));
        Assert.StartsWith("was canceled in Slurm", Outcome(JobRules.Of(pending, isAsked: false, At(5 + 3))).Words);
    }

    [Theory]
    [InlineData("OUT_OF_MEMORY", "ran out of memory")]
    [InlineData("TIMEOUT", "was ended by Slurm")]
    [InlineData("DEADLINE", "was ended by Slurm")]
    [InlineData("CANCELLED", "was canceled in Slurm")]
    public void What_Slurm_did_to_a_job_is_told_whether_it_left_a_record_or_not(string state, string words)
    {
        var job = Seen(state);
        job.HasBegun = true;
        Assert.StartsWith(words, Outcome(JobRules.Of(job, isAsked: false, At(20))).Words);
        (job.Record, job.RecordedAt) = (new(137, ExitReason.Command, "n1", 7), At(6));
        Assert.StartsWith(words, Outcome(JobRules.Of(job, isAsked: false, At(6))).Words);
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("NODE_FAIL")]
    [InlineData("CANCELLED")]
    [InlineData("OUT_OF_MEMORY")]
    public void A_command_that_ended_by_itself_has_ended_whatever_Slurm_says(string state)
    {
        var job = Seen(state);
        job.Record = Fine;
        Assert.Equal(new JobVerdict.Recorded(Fine), JobRules.Of(job, isAsked: false, At(5)));
    }

    [Theory]
    [InlineData(137)]
    [InlineData(143)]
    public void A_kill_from_outside_waits_for_Slurm_to_say_who_it_was_but_not_for_ever(int code)
    {
        var killed = new ExitRecord(code, ExitReason.Command, "n1", 7);
        var job = Seen("RUNNING");
        (job.Record, job.RecordedAt) = (killed, At(6));
        Assert.Equal(JobVerdict.Wait, JobRules.Of(job, isAsked: false, At(7)));
        Assert.Equal(JobVerdict.Wait, JobRules.Of(job, isAsked: false, At(65))); // the controller is away
        Assert.Equal(new JobVerdict.Recorded(killed), JobRules.Of(job, isAsked: false, At(66)));
        job.Note(Job("FAILED"), At(10));
        Assert.Equal(new JobVerdict.Recorded(killed), JobRules.Of(job, isAsked: false, At(10)));
    }

    // A controller that was started anew ends on their nodes what it knows nothing of.
    [Fact]
    public void A_job_that_was_ended_and_that_Slurm_does_not_know_is_lost()
    {
        var job = Submitted();
        (job.Record, job.RecordedAt) = (new(143, ExitReason.Stopped, "n1", 7), At(4));
        job.Note(null, At(5));
        Assert.Equal(JobVerdict.Wait, JobRules.Of(job, isAsked: false, At(5)));
        job.Note(null, At(10));
        Assert.IsType<JobVerdict.Lost>(JobRules.Of(job, isAsked: false, At(10)));
        Assert.IsType<JobVerdict.Recorded>(JobRules.Of(job, isAsked: true, At(10)));
    }

    [Fact]
    public void A_job_that_waits_for_what_cannot_come_fails_after_a_minute()
    {
        var job = Submitted();
        job.Note(Job("PENDING", "PartitionTimeLimit"), At(5));
        Assert.Equal(JobVerdict.Wait, JobRules.Of(job, isAsked: false, At(64)));
        Assert.Equal("could not be started: Slurm will not start the job: PartitionTimeLimit", Outcome(JobRules.Of(job, isAsked: false, At(65))).Words);
        job.Note(Job("PENDING", "Resources"), At(66));
        Assert.Equal(JobVerdict.Wait, JobRules.Of(job, isAsked: false, At(67)));
    }

    [Theory]
    [InlineData("Resources", false)]
    [InlineData("Priority", false)]
    [InlineData("JobHeldUser", false)]
    [InlineData("ReqNodeNotAvail, UnavailableNodes:n1", false)]
    [InlineData("AssocGrpCpuLimit", false)]
    [InlineData("PartitionNodeLimit", true)]
    [InlineData("PartitionConfig", true)]
    [InlineData("QOSMaxCpuPerJobLimit", true)]
    [InlineData("BadConstraints", true)]
    [InlineData("launch failed requeued held", true)]
    public void What_passes_and_what_does_not(string reason, bool isHopeless) => Assert.Equal(isHopeless, Job("PENDING", reason).IsHopeless);

    [Fact]
    public void A_job_that_was_told_to_end_has_ended_when_Slurm_knows_it_no_more()
    {
        var job = Submitted();
        job.CanceledAt = At(2);
        job.Note(null, At(3));
        Assert.IsType<Outcome.Stopped>(Outcome(JobRules.Of(job, isAsked: true, At(3))));
        var pending = Seen("PENDING");
        pending.CanceledAt = At(6);
        Assert.Equal(JobVerdict.Wait, JobRules.Of(pending, isAsked: true, At(7)));
        pending.Note(Job("CANCELLED"), At(8));
        Assert.IsType<Outcome.Stopped>(Outcome(JobRules.Of(pending, isAsked: true, At(8))));
    }

    [Fact]
    public void Of_one_that_was_given_up_only_whole_work_counts()
    {
        var job = Seen("NODE_FAIL");
        job.IsGivenUp = true;
        Assert.Equal(JobVerdict.Wait, JobRules.Of(job, isAsked: false, At(1000)));
        (job.Record, job.RecordedAt) = (new(143, ExitReason.Stopped, "n1", 7), At(10));
        Assert.Equal(JobVerdict.Wait, JobRules.Of(job, isAsked: false, At(1000)));
        job.Record = Fine;
        Assert.Equal(new JobVerdict.Recorded(Fine), JobRules.Of(job, isAsked: false, At(11)));
    }

    // Whatever is seen in whatever order: a success is told only where a record says it, and a job that has told its end by itself is not lost.
    [Fact]
    public void A_success_is_only_what_the_job_itself_has_recorded()
    {
        string[] states = ["PENDING", "RUNNING", "COMPLETING", "COMPLETED", "FAILED", "NODE_FAIL", "PREEMPTED", "CANCELLED", "TIMEOUT", "OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE", ""];
        var random = new Random(16);
        for (var run = 0; run < 20_000; run++)
        {
            var job = Submitted();
            job.HasBegun = random.Next(2) == 0;
            var now = 1.0;
            for (var step = 0; step < 8; step++)
            {
                now += random.NextDouble() * 30;
                switch (random.Next(4))
                {
                    case 0 when job.Record is null:
                        (job.Record, job.RecordedAt) = (new(random.Next(3) * 70, (ExitReason)random.Next(8), "n1", 7), At(now));
                        break;
                    case 1:
                        job.CanceledAt = At(now);
                        break;
                    default:
                        var state = states[random.Next(states.Length)];
                        job.Note(state.Length == 0 ? null : Job(state, "PartitionTimeLimit"), At(now));
                        break;
                }

                var verdict = JobRules.Of(job, isAsked: random.Next(3) == 0, At(now));
                if (verdict is JobVerdict.Recorded(var record))
                {
                    Assert.Same(job.Record, record);
                }
                else if (verdict is JobVerdict.Ended(var outcome))
                {
                    Assert.IsNotType<Outcome.Succeeded>(outcome);
                    Assert.False(job.Record is { Why: ExitReason.Command, Code: 0 });
                }
                else if (verdict is JobVerdict.Lost)
                {
                    Assert.False(job.Record is { Why: ExitReason.Command, Code: 0 });
                    Assert.True(job.Seen is null or { IsLost: true } || (job.Seen.State == "CANCELLED" && !job.HasBegun));
                }
            }
        }
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static Submission Submitted() => new("a.1", "a.1") { Id = "7", SubmittedAt = At(1) };

    private static QueuedJob Job(string state, string reason = "None") => new("7", state, reason, "n1", "a.1");

    private static Submission Seen(string state)
    {
        var job = Submitted();
        job.Note(Job(state), At(5));
        return job;
    }

    private static Outcome Outcome(JobVerdict verdict) => Assert.IsType<JobVerdict.Ended>(verdict).Outcome;
}
