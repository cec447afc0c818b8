using System.Text;
using Dagrs.Slurm;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>The exit record of a job, and the list of jobs that Slurm gives.</summary>
public sealed class ExitRecordTests
{
    [Fact]
    public void A_record_is_read() => Assert.Equal(
        new ExitRecord(3, ExitReason.TimeLimit, "n1", 12), Parse("""{"code":3,"why":"timeout","node":"n1","job":12,"started":1,"ended":2}"""));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"code":0,"why":"","node":"n1"}""")]
    [InlineData("""{"code":0,"why":"well","node":"n1","job":12}""")]
    [InlineData("""{"code":"0","why":"","node":"n1","job":12}""")]
    [InlineData("""{"code":0,"why":"","node":"n1","job":12}}""")]
    public void What_no_job_has_written_is_none(string text) => Assert.Null(Parse(text));

    [Fact]
    public void A_list_of_jobs_is_read_by_comments_which_may_hold_anything()
    {
        var jobs = QueuedJob.Parse("12|PENDING|Resources||a|b[os=x].1\n13|RUNNING|None|n1|web:build.2\nnonsense\n");
        Assert.Equal(2, jobs.Count);
        Assert.Equal(new QueuedJob("12", "PENDING", "Resources", "", "a|b[os=x].1"), jobs["a|b[os=x].1"]);
        Assert.Equal("13", jobs["web:build.2"].Id);
    }

    [Theory]
    [InlineData("a", "a.1")]
    [InlineData("web:build", "web%3Abuild.1")]
    [InlineData("a/../b", "a%2F..%2Fb.1")]
    public void Files_go_by_the_name_of_the_task(string task, string name) => Assert.Equal(name, RunFolder.NameOf(task, 1));

    [Fact]
    public void A_long_name_is_cut_and_stays_its_own()
    {
        var (one, other) = (RunFolder.NameOf(new string('a', 300) + "x", 1), RunFolder.NameOf(new string('a', 300) + "y", 1));
        Assert.NotEqual(one, other);
        Assert.True(one.Length < 200);
    }

    private static ExitRecord? Parse(string text) => ExitRecord.Parse(Encoding.UTF8.GetBytes(text));
}
